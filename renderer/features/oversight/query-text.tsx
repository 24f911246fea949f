/** The sealed query text of the chosen row: opened on request, each opening recorded (S106). */
import type { AuditRow } from '../../../shared/wire/oversight.ts';
import { Button } from '../../ui/button.tsx';
import { Held } from '../../ui/held.tsx';
import { TEXTS } from './texts.ts';

interface QueryTextProps {
  readonly row: AuditRow;
  /** null: not opened. */
  readonly text: string | null;
  readonly because: string | null;
  readonly onOpen: () => void;
}
export function QueryText({ row, text, because, onOpen }: QueryTextProps) {
  if (!row.hasQueryText) return <p className="query-text dim3">{TEXTS.noQuery}</p>;
  return (
    <section className="query-text" aria-label={`Query text of row ${String(row.seq)}`}>
      {text === null ? (
        <Held show={because === null ? 'masked' : 'withheld'} rule="focused audit (S106)">
          {because === null ? (
            <Button keys="Q" onPress={onOpen}>
              {TEXTS.openQuery}
            </Button>
          ) : (
            <span className="dim">{because}</span>
          )}
        </Held>
      ) : (
        <>
          <h2 className="eyebrow">{TEXTS.openedQuery}</h2>
          <p className="mono query-words">{text}</p>
        </>
      )}
    </section>
  );
}
