/** The policy's text, paragraph by paragraph. Shown as it is; changes nothing in it. */
import text from '../../../assets/policy/electronic-record-management-systems-policy.txt?raw';

interface Paragraph {
  readonly at: number;
  readonly text: string;
  readonly isHeading: boolean;
}
const paragraphs = (): readonly Paragraph[] =>
  text
    .split(/\n\s*\n/)
    .map((each, at) => {
      const clean = each.replaceAll('*', '').replaceAll('\t', '  ').trim();
      return { at, text: clean, isHeading: clean.length < 90 && clean === clean.toUpperCase() && /[A-Z]/.test(clean) };
    })
    .filter((each) => each.text !== '');

export function PolicyText() {
  return (
    <div className="policy" role="document" tabIndex={0} aria-label="Text of the policy">
      {paragraphs().map((each) =>
        each.isHeading ? <h3 key={each.at}>{each.text}</h3> : <p key={each.at}>{each.text}</p>,
      )}
    </div>
  );
}
