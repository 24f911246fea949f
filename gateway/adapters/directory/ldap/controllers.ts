/**
 * The controllers in the order of the configuration, with fail-over: the first that answers is believed. When none does,
 * nobody is let in and nobody is told that a password was wrong.
 */
import { FaultError } from '../../../../shared/faults/faults.ts';
import type { Controller } from './controller.ts';
import { LdapFailure } from './ldap-failure.ts';

/** A failure after which the question may have been carried out: it is not put to another controller. */
export class UncertainFailure extends LdapFailure {}

export interface Controllers {
  /** Throws `directory.unavailable` when no controller answers. */
  ask<T>(work: (controller: Controller) => Promise<T>): Promise<T>;
}

/** Those that answered last time first; whoever was left alone is asked after all before the answer is that nobody can be. */
const inTurn = (all: readonly Controller[]): readonly Controller[] => {
  const promising = all.filter((controller) => controller.isWorthAsking());
  return [...promising, ...all.filter((controller) => !promising.includes(controller))];
};

export const createControllers = (all: readonly Controller[]): Controllers => ({
  ask: async (work) => {
    for (const controller of inTurn(all)) {
      controller.begin();
      try {
        const answer = await work(controller);
        controller.succeeded();
        return answer;
      } catch (error) {
        if (!(error instanceof LdapFailure)) throw error;
        // That our own connections are all in use, or that it answered a no, says nothing against the controller.
        if (error.why !== 'busy' && error.why !== 'answer') controller.failed();
        if (error instanceof UncertainFailure) break;
      }
    }
    throw new FaultError('directory.unavailable');
  },
});
