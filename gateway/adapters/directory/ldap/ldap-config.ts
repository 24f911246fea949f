/**
 * What a department says of its Active Directory: controllers, names, attributes, groups. Never a secret, and no way to
 * ask without encryption.
 */
import * as z from 'zod';
import { ROLE_IDS } from '../../../../shared/policy/roles.ts';
import { StartupRefusal } from '../../../core/startup-refusal.ts';

const addressSchema = z.url().refine((text) => {
  const { protocol, hostname, pathname, username, search, hash } = new URL(text);
  const bare = (pathname === '' || pathname === '/') && username === '' && search === '' && hash === '';
  return (protocol === 'ldaps:' || protocol === 'ldap:') && hostname !== '' && bare;
}, 'only ldaps://host or ldap://host, with a port where it is not the usual one');

const dnSchema = z
  .string()
  .max(512)
  .regex(/^[A-Za-z]+=./, 'a distinguished name is expected');
const attributeSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/);
const milliseconds = (usual: number, longest: number) => z.int().min(100).max(longest).default(usual);

const timeoutsSchema = z.strictObject({
  /** To have a connection with TLS up. */
  connectMs: milliseconds(3_000, 30_000),
  /** For one question. */
  operationMs: milliseconds(5_000, 60_000),
  /** The longest a controller that failed is left alone while another one answers. */
  backOffMs: milliseconds(30_000, 600_000),
  /** No refusal of a password is told sooner, so that its time does not tell which names there are. */
  refusalMs: z.int().min(0).max(5_000).default(250),
});

const poolSchema = z.strictObject({
  /** Connections of the service account to each controller. */
  size: z.int().min(1).max(32).default(4),
  /** An unused one is closed after this. */
  idleMs: milliseconds(60_000, 600_000),
  /** None is used for longer: a disabled service account or a new secret is noticed by then. */
  ageMs: milliseconds(300_000, 3_600_000),
});

export const ldapConfigSchema = z
  .strictObject({
    /** In the order in which they are asked; by the names their certificates carry. */
    urls: z.array(addressSchema).min(1).max(10),
    /** TLS inside the plain port; needed for, and only for, `ldap://`. */
    startTls: z.boolean().default(false),
    /** PEM file of the authority of the controllers' certificates; the machine's own authorities do not count. */
    caFile: z.string().min(1),
    baseDn: dnSchema.regex(/DC=/i, 'a domain (DC=…) is expected'),
    /** The domain's short name, as in `DOMAIN\user`. */
    netbiosName: z.string().regex(/^[^\\/:*?"<>|@]{1,15}$/),
    /** What may follow the `@` of a user principal name besides the domain's DNS name. */
    upnSuffixes: z.array(z.string().min(1).max(255)).max(50).default([]),
    serviceAccount: z.strictObject({ dn: dnSchema }),
    attributes: z
      .strictObject({
        rank: attributeSchema.default('title'),
        /** Text that names the precinct of the command, as `113 Pct`; any other text is a bureau. */
        command: attributeSchema.default('department'),
        commandLabel: attributeSchema.default('department'),
      })
      .prefault({}),
    /** Each group by distinguished name or sAMAccountName; security groups only, nested ones count. */
    groups: z.array(z.strictObject({ group: z.string().min(1).max(512), role: z.enum(ROLE_IDS) })).max(500),
    timeouts: timeoutsSchema.prefault({}),
    pool: poolSchema.prefault({}),
  })
  .superRefine(({ urls, startTls }, context) => {
    for (const url of urls) {
      const plain = url.toLowerCase().startsWith('ldap:');
      if (plain && !startTls) {
        context.addIssue({
          code: 'custom',
          path: ['urls'],
          message: 'ldap:// without startTls is refused: use ldaps://',
        });
      }
      if (!plain && startTls) {
        context.addIssue({ code: 'custom', path: ['startTls'], message: 'startTls goes with ldap:// alone' });
      }
    }
  });
export type LdapConfig = z.infer<typeof ldapConfigSchema>;

/** Throws {@link StartupRefusal} naming what is wrong, never its value. */
export const readLdapConfig = (value: unknown): LdapConfig => {
  const parsed = ldapConfigSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first === undefined || first.path.length === 0 ? 'it' : first.path.join('.');
  throw new StartupRefusal(`The directory's configuration is refused: ${where}: ${first?.message ?? 'malformed'}`);
};

/** `DC=precinct,DC=example` → `precinct.example`. */
export const dnsDomain = (baseDn: string): string =>
  [...baseDn.matchAll(/(?:^|,)\s*DC=([^,]+)/gi)].map(([, label]) => (label ?? '').trim().toLowerCase()).join('.');
