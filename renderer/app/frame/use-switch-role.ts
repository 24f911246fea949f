/** Acting in another of one's roles (S43): asked of the gateway, told in one sentence. The rooms follow the new rights by themselves. */
import type { RoleId } from '../../../shared/policy/roles.ts';
import { role as roleDefinition } from '../../../shared/policy/roles.ts';
import { useCommand } from '../../bridge/use-call.ts';
import { useSay } from '../bottom-line.ts';
import { faultText } from '../fault-texts.ts';

export function useSwitchRole(): (role: RoleId) => void {
  const change = useCommand('session.switchRole');
  const say = useSay();
  return (role) => {
    void change.run({ role }).then((reply) => {
      const { label } = roleDefinition(role);
      if (reply.ok) say(`You act as ${label} now. The reason of the former role has ended.`);
      // Given up at the password: the step-up has said so.
      else if (reply.fault.code !== 'session.step-up') {
        const { title, what } = faultText(reply.fault);
        say(`Still your former role. ${title}. ${what}`);
      }
    });
  };
}
