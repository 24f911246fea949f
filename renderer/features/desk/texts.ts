/** Every word of the desk. */
export const TEXTS = {
  title: 'Locked-out colleagues',
  what: 'Make sure you know who stands in front of you, then release the account. The release is recorded with your name.',
  none: 'Nobody of your command is locked out',
  noneWhat: 'Five wrong passwords in 15 minutes lock an account; it shows here at once.',
  released: (name: string): string => `${name} is released and can sign in again. Recorded.`,
  attempts: (count: number): string => `${String(count)} wrong passwords: when and where`,
} as const;
