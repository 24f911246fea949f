/** The head of a record: what it is, its state, cautions in words, whose it is, when and where, how it is to be handled. */
import { formatMoment } from '../../../shared/records/format.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { policyRule } from '../../../shared/policy/rules.ts';
import type { RecordView } from '../../../shared/records/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CautionTags } from './caution-tags.tsx';
import { CUSTODIAN_LABELS, TEXTS } from './texts.ts';

const placeText = ({ address, precinct }: RecordView): string | null => {
  const street =
    address === null
      ? null
      : address.show === 'shown'
        ? String(address.value ?? '')
        : `address ${address.show}: ${policyRule(address.rule).short}`;
  const pct = precinct === null ? null : `${precinct} Pct`;
  return [street, pct].filter((part) => part !== null && part !== '').join(', ') || null;
};

export function RecordHead({ view }: { readonly view: RecordView }) {
  const definition = RECORD_DEFINITIONS[view.kind];
  const place = placeText(view);
  return (
    <header className="record-head">
      <div className="record-title">
        <h1>{view.title}</h1>
        <Tag tone={view.state.tone}>{view.state.label}</Tag>
        <CautionTags cautions={view.cautions} confirmed={view.confirmation?.state === 'confirmed'} />
        {view.sample && (
          <span className="sample-label" title={TEXTS.fictionalHelp}>
            {TEXTS.sample}
          </span>
        )}
      </div>
      <p className="record-sub">
        <span>
          {definition.label} <b className="mono">{view.number}</b>
        </span>
        <span>
          <Icon name="building-2" /> {CUSTODIAN_LABELS[view.custodian]}
        </span>
        {view.occurredAt !== null && (
          <span>
            <Icon name="clock" /> {formatMoment(view.occurredAt)}
          </span>
        )}
        {place !== null && (
          <span>
            <Icon name="map-pin" /> {place}
          </span>
        )}
      </p>
      <p className="record-handling">
        <Icon name="shield" /> {view.handling}
      </p>
    </header>
  );
}
