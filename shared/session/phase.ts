/** The phases of a session on the workstation (architecture: the session). */
export const PHASES = ['signedOut', 'notice', 'credentials', 'active', 'locked', 'expired'] as const;
export type Phase = (typeof PHASES)[number];
export const LOCK_CAUSES = ['manual', 'idle', 'screen', 'suspend', 'policy'] as const;
export type LockCause = (typeof LOCK_CAUSES)[number];
/** Why a session ended without being asked to. */
export const END_CAUSES = ['absolute', 'revoked', 'gateway', 'attempts'] as const;
export type EndCause = (typeof END_CAUSES)[number];
