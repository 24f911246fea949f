/** The line above the rows: what has to be said of all of them, and how many are marked. Spoken when it changes. */
import { Button } from '../../ui/button.tsx';
import type { ResultNote } from './result-notes.ts';
import { TEXTS } from './texts.ts';

interface NotesLineProps {
  readonly notes: readonly ResultNote[];
  readonly marked: number;
  /** Rows are limited to the new ones; null: no comparison is asked for. */
  readonly newsOnly: boolean | null;
  readonly onNewsOnly: (only: boolean) => void;
  readonly onCompare: (() => void) | null;
  readonly onUnmark: () => void;
}

export function NotesLine({ notes, marked, newsOnly, onNewsOnly, onCompare, onUnmark }: NotesLineProps) {
  const isEmpty = notes.length === 0 && marked === 0 && newsOnly === null;
  return (
    <div className="notes-line" data-empty={isEmpty}>
      <p role="status" className="notes">
        {notes.map(({ id, text }) => (
          <span key={id} className={`note note-${id}`}>
            {text}
          </span>
        ))}
        {marked > 0 && <span className="note">{TEXTS.marked(marked)}</span>}
      </p>
      {newsOnly !== null && (
        <Button tone="link" onPress={() => onNewsOnly(!newsOnly)}>
          {newsOnly ? TEXTS.newsAndRest : TEXTS.newsOnly}
        </Button>
      )}
      {onCompare !== null && (
        <Button tone="link" keys="C" onPress={onCompare}>
          {TEXTS.compare}
        </Button>
      )}
      {marked > 0 && (
        <Button tone="link" onPress={onUnmark}>
          {TEXTS.unmark}
        </Button>
      )}
    </div>
  );
}
