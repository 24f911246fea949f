/** Calls of the page for what a person keeps: saved searches, searches of the tour, pins. */
import * as z from 'zod';
import { recordIdSchema } from '../records/search.ts';
import {
  pinListSchema,
  saveSearchSchema,
  savedSearchListSchema,
  savedSearchSchema,
  tourSearchListSchema,
} from '../session/desk.ts';
import { call } from './call.ts';

const NORMAL = 15_000;
const nothing = z.strictObject({});
const saved = z.strictObject({ savedId: savedSearchSchema.shape.id });
const record = z.strictObject({ record: recordIdSchema });

export const deskCalls = {
  'saved.list': call({ phases: ['active'], input: nothing, output: savedSearchListSchema, deadlineMs: NORMAL }),
  'saved.save': call({ phases: ['active'], input: saveSearchSchema, output: savedSearchSchema, deadlineMs: NORMAL }),
  'saved.forget': call({ phases: ['active'], input: saved, output: z.object({}), deadlineMs: NORMAL }),
  'saved.seen': call({
    phases: ['active'],
    input: saved.extend({ arrival: saveSearchSchema.shape.arrival }),
    output: savedSearchSchema,
    deadlineMs: NORMAL,
  }),
  'tour.searches': call({ phases: ['active'], input: nothing, output: tourSearchListSchema, deadlineMs: NORMAL }),
  'pin.list': call({ phases: ['active'], input: nothing, output: pinListSchema, deadlineMs: NORMAL }),
  'pin.add': call({ phases: ['active'], input: record, output: pinListSchema, deadlineMs: NORMAL }),
  'pin.remove': call({ phases: ['active'], input: record, output: pinListSchema, deadlineMs: NORMAL }),
} as const;
