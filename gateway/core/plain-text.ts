/** The last look at text before it leaves the gateway: whatever a source sent, it can't reorder, hide or forge the text around it. */

/** Control characters but tab and line feed, hidden format characters (bidirectional overrides among them), private use, lone surrogates. */
const UNSAFE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Nothing of this is unsafe, and nearly all text is this: looked at first, it spares the slow look. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Each unsafe code unit becomes U+FFFD: seen to be there, and offsets into the text stay true. */
export const plainText = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(UNSAFE, (found) => '\uFFFD'.repeat(found.length));
