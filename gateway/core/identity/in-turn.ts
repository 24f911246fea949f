/** One piece of work at a time per name: parallel guesses must not slip past a count. */
export type InTurn = <T>(username: string, work: () => Promise<T>) => Promise<T>;

export const createInTurn = (): InTurn => {
  const queues = new Map<string, Promise<unknown>>();
  return async (username, work) => {
    const name = username.trim().normalize('NFC').toLowerCase();
    const mine = (queues.get(name) ?? Promise.resolve()).then(work, work);
    queues.set(name, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(name) === mine) queues.delete(name);
    }
  };
};
