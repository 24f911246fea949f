/** What people type for their name: `jdoe`, `DOMAIN\jdoe`, `john.doe@precinct.example`. Decides nothing but which name it is. */
export type AccountName =
  | { readonly form: 'sam'; readonly sam: string }
  /** `implicit`: the sAMAccountName it stands for when no account carries the principal name itself. */
  | { readonly form: 'upn'; readonly upn: string; readonly implicit: string | null };

export interface DomainNames {
  readonly netbiosName: string;
  readonly dnsDomain: string;
  readonly upnSuffixes: readonly string[];
}

const LONGEST = 256;
/** Active Directory takes none of these in a sAMAccountName; `@` is left to principal names. */
const NOT_IN_SAM = /["/\\[\]:;|=,+*?<>@]/;
const CONTROLS = /\p{Cc}/u;

/** Names are compared without case, composed. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

const same = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

const samName = (sam: string): AccountName | null => (sam === '' || NOT_IN_SAM.test(sam) ? null : { form: 'sam', sam });

/** Null: no account can have that name here. */
export const accountName = (typed: string, domain: DomainNames): AccountName | null => {
  const name = typed.trim().normalize('NFC');
  if (name === '' || name.length > LONGEST || CONTROLS.test(name)) return null;
  const slash = name.indexOf('\\');
  if (slash !== -1) {
    const known = same(name.slice(0, slash), domain.netbiosName) || same(name.slice(0, slash), domain.dnsDomain);
    return known ? samName(name.slice(slash + 1)) : null;
  }
  const at = name.lastIndexOf('@');
  if (at === -1) return samName(name);
  const suffix = name.slice(at + 1);
  const own = same(suffix, domain.dnsDomain) || same(suffix, domain.netbiosName);
  if (!own && !domain.upnSuffixes.some((other) => same(other, suffix))) return null;
  const sam = own ? samName(name.slice(0, at)) : null;
  return { form: 'upn', upn: name, implicit: sam?.form === 'sam' ? sam.sam : null };
};
