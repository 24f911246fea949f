/** The sections of the open record as a line of places to go to. While it has the focus, 1 to 9 mean its sections. */
import type { Action } from '../../app/actions/action.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { SectionModel } from './record-model.ts';
import { sectionHeading } from './section-card.tsx';
import { TEXTS } from './texts.ts';

const JUMP_ID = 'record-jump';
/** As many sections as there are number keys; the others are reached by Tab. */
const KEYS = 9;

/** Brings a section to the top of the page and gives its heading the focus. */
function goTo(sectionId: string): void {
  const heading = document.getElementById(sectionHeading(sectionId));
  heading?.closest('section')?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** @param step 1 or -1, from the section that holds the focus. */
function goBy(sections: readonly SectionModel[], step: 1 | -1): void {
  const now = document.activeElement?.closest<HTMLElement>('[data-section]')?.dataset['section'];
  const at = sections.findIndex(({ section }) => section.id === now);
  const to = sections[at === -1 ? (step === 1 ? 0 : sections.length - 1) : at + step];
  if (to) goTo(to.section.id);
}

const GROUP = 'This record';

export function jumpActions(sections: readonly SectionModel[], isJumping: boolean): readonly Action[] {
  const none = sections.length === 0 ? { unavailable: { because: 'This record shows no section.' } } : {};
  return [
    {
      id: 'record.jump',
      group: GROUP,
      label: 'Go to a section, then 1 to 9',
      keys: 'J',
      run: () => document.querySelector<HTMLElement>(`#${JUMP_ID} button`)?.focus(),
      ...none,
    },
    {
      id: 'record.section.next',
      group: GROUP,
      label: 'Next section',
      keys: ']',
      run: () => goBy(sections, 1),
      ...none,
    },
    {
      id: 'record.section.previous',
      group: GROUP,
      label: 'Previous section',
      keys: '[',
      run: () => goBy(sections, -1),
      ...none,
    },
    ...sections.slice(0, KEYS).map(({ section }, place): Action => ({
      id: `record.section.${String(place + 1)}`,
      group: 'Sections of this record',
      label: `Go to ${section.label}`,
      ...(isJumping ? { keys: String(place + 1) } : {}),
      run: () => goTo(section.id),
    })),
  ];
}

interface JumpListProps {
  readonly sections: readonly SectionModel[];
  readonly onFocus: (isInside: boolean) => void;
}
export function JumpList({ sections, onFocus }: JumpListProps) {
  if (sections.length < 2) return null;
  return (
    <nav
      id={JUMP_ID}
      className="jump-list"
      aria-label={TEXTS.jump}
      onFocus={() => onFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onFocus(false);
      }}
    >
      <Kbd keys="J" isSilent />
      {sections.map(({ section }, place) => (
        <button key={section.id} type="button" className="jump" onClick={() => goTo(section.id)}>
          {place < KEYS && <kbd aria-hidden="true">{place + 1}</kbd>}
          {section.label}
        </button>
      ))}
    </nav>
  );
}
