/** Where causes of failures go, for whoever runs the gateway. Never a record, a password, a token or a query. */
export interface Journal {
  failure(reference: string, cause: unknown): void;
}
