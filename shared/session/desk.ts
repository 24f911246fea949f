/** What a person keeps for their work: saved searches, the searches of the tour, pins. References and questions, never record content (S33). */
import * as z from 'zod';
import { RECORD_KINDS, SOURCE_IDS } from '../records/kind.ts';
import { recordIdSchema, searchRequestSchema } from '../records/search.ts';

/** The sources' arrival numbers at an answer: what is newer arrived later. */
export const arrivalMarksSchema = z.partialRecord(z.enum(SOURCE_IDS), z.int().min(0));
export type ArrivalMarks = z.infer<typeof arrivalMarksSchema>;

/** A question to be asked again: its first page, without marks of its own. */
const questionSchema = searchRequestSchema.omit({ cursors: true, since: true, newsOnly: true });

export const saveSearchSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  request: questionSchema,
  /** Tell me when new rows appear. */
  alert: z.boolean(),
  arrival: arrivalMarksSchema,
});
export type SaveSearch = z.infer<typeof saveSearchSchema>;

export const savedSearchSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{16}$/),
  name: z.string().max(60),
  request: questionSchema,
  alert: z.boolean(),
  savedAt: z.iso.datetime(),
  /** Counted from here. */
  arrival: arrivalMarksSchema,
  /** Rows that arrived or changed since; null: not looked yet, or no source answered. */
  news: z.int().min(0).nullable(),
  /** When it was last looked. */
  checkedAt: z.iso.datetime().nullable(),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export const MOST_SAVED = 50;
export const savedSearchListSchema = z.object({ searches: z.array(savedSearchSchema).max(MOST_SAVED) });

export const tourSearchSchema = z.object({
  at: z.iso.datetime(),
  request: questionSchema,
  /** Rows found by the sources that answered; null: it did not come to an end. */
  count: z.int().min(0).nullable(),
  exact: z.boolean(),
  /** Purpose and reference in one line. */
  reason: z.string().max(160),
  arrival: arrivalMarksSchema,
});
export type TourSearch = z.infer<typeof tourSearchSchema>;
export const MOST_TOUR_SEARCHES = 200;
export const tourSearchListSchema = z.object({ searches: z.array(tourSearchSchema).max(MOST_TOUR_SEARCHES) });

export const MOST_PINS = 50;
export const pinListSchema = z.object({
  pins: z
    .array(
      z.object({
        record: recordIdSchema,
        kind: z.enum(RECORD_KINDS),
        number: z.string().max(40),
        title: z.string().max(200),
        pinnedAt: z.iso.datetime(),
      }),
    )
    .max(MOST_PINS),
  /** Pinned, but not to be seen for the reason in force. */
  hidden: z.int().min(0),
});
export type PinList = z.infer<typeof pinListSchema>;
