/**
 * The page's origin in the Chromium host. Each renewal has a site of its own, so that Chromium gives it a new process;
 * `.invalid` never resolves (RFC 6761), so nothing but our own manifest can ever answer.
 */
export function pageOrigin(generation: number): string {
  return `https://precinct-workstation-${generation}.invalid`;
}

/** Origin and path of an address exactly as written, or null when it is not plain https. */
export function splitAddress(address: string): { readonly origin: string; readonly path: string } | null {
  const match = /^(https:\/\/[a-z0-9.-]+)(\/[^?#]*)$/.exec(address);
  return match?.[1] === undefined || match[2] === undefined ? null : { origin: match[1], path: match[2] };
}

/** Origin of a document's address; null when it is not plain https (about:, data:, blob:, an error page). */
export function originOf(address: string): string | null {
  return /^(https:\/\/[a-z0-9.-]+)(?:[/?#]|$)/.exec(address)?.[1] ?? null;
}
