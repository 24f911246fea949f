/** The phases of a session on the workstation (architecture: the session). */
export const PHASES = [
  /** The department does not know this workstation (any more): only enrolment is possible (IA-3). */
  'unenrolled',
  'signedOut',
  'notice',
  'credentials',
  /** The password was right but must be changed before going on. */
  'newPassword',
  /** The password was right; a code, or the enrolment of a second factor, is due (S46). */
  'secondFactor',
  'active',
  'locked',
  'expired',
] as const;
export type Phase = (typeof PHASES)[number];

export const LOCK_CAUSES = ['manual', 'idle', 'screen', 'suspend', 'policy'] as const;
export type LockCause = (typeof LOCK_CAUSES)[number];

/** Why a session ended without being asked to. `released`: a supervisor ended it; `revoked`: the access was taken away. */
export const END_CAUSES = ['absolute', 'revoked', 'released', 'gateway', 'attempts'] as const;
export type EndCause = (typeof END_CAUSES)[number];

/** Why a workstation is not enrolled. */
export const UNENROLLED_CAUSES = ['new', 'revoked', 'expired', 'key-lost'] as const;
export type UnenrolledCause = (typeof UNENROLLED_CAUSES)[number];
