/** Why the gateway does not start: one clear line for the person at the console, never a stack trace, never a secret. */
export class StartupRefusal extends Error {
  constructor(line: string) {
    super(line);
    this.name = 'StartupRefusal';
  }
}
