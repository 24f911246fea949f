/** The names of the bridge, without its schemas, for the preload. A name missing or added here does not compile. */
import type { BRIDGE_GLOBAL, CallName, TopicName } from '../../shared/bridge/calls.ts';

const everyCall: Readonly<Record<CallName, true>> = {
  'session.get': true,
  'session.begin': true,
  'session.acceptNotice': true,
  'session.signIn': true,
  'session.lock': true,
  'session.unlock': true,
  'session.signOut': true,
  'session.touch': true,
  'reason.options': true,
  'reason.set': true,
  'reason.end': true,
  'search.start': true,
  'search.cancel': true,
  'record.open': true,
  'record.reveal': true,
  'access.explain': true,
  'audit.page': true,
  'audit.openQuery': true,
  'lockout.list': true,
  'lockout.release': true,
  'account.list': true,
  'department.get': true,
  'workspace.get': true,
  'workspace.save': true,
};
const everyTopic: Readonly<Record<TopicName, true>> = { 'session.changed': true, 'search.progress': true };

export const PRELOAD_CALLS: readonly string[] = Object.keys(everyCall);
export const PRELOAD_TOPICS: readonly string[] = Object.keys(everyTopic);
export const PRELOAD_GLOBAL: typeof BRIDGE_GLOBAL = 'precinct';
