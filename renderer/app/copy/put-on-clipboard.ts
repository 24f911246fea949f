/** Puts one text on the clipboard, within a key press of the person. Takes nothing from it, and asks for no permission to. */

/** False when the browser did not let it: no key was pressed within the last seconds. */
export function putOnClipboard(text: string): boolean {
  let put = false;
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    put = true;
  };
  // Before every other listener: the page's own refusal of copies must not take it for one.
  globalThis.addEventListener('copy', give, true);
  try {
    // Deprecated, but the one way that needs no permission of the window, which grants none (page-headers).
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    document.execCommand('copy');
  } finally {
    globalThis.removeEventListener('copy', give, true);
  }
  return put;
}
