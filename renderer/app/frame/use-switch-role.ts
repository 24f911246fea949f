/** Acting in another of one's roles (S43): asked of the gateway, told in one sentence. The rooms follow the new rights by themselves. */
import { useEffect, useEffectEvent, useRef } from 'react';
import { role as roleDefinition, type RoleId } from '../../../shared/policy/roles.ts';
import { useCommand } from '../../bridge/use-call.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { useSay } from '../bottom-line.ts';
import { faultText } from '../fault-texts.ts';

export function useSwitchRole(): (role: RoleId) => void {
  const change = useCommand('session.switchRole');
  const say = useSay();
  const { role: acting } = useSession();
  const before = useRef(acting);
  const tell = useEffectEvent((now: RoleId) =>
    say(`You act as ${roleDefinition(now).label} now. The reason of the former role has ended.`),
  );
  // After the rooms of the new role are there: they begin with a sentence of their own.
  useEffect(() => {
    if (before.current !== acting) tell(acting);
    before.current = acting;
  }, [acting]);
  return (role) => {
    void change.run({ role }).then((reply) => {
      // Given up at the password: the step-up has said so.
      if (reply.ok || reply.fault.code === 'session.step-up') return;
      const { title, what } = faultText(reply.fault);
      say(`Still your former role. ${title}. ${what}`);
    });
  };
}
