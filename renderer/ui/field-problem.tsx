/** The error of a field, tied to it for screen readers; takes no room while there is none. */
import { Text } from 'react-aria-components';
import { Icon } from './icon.tsx';

export function FieldProblem({ error }: { readonly error: string | undefined }) {
  return error === undefined ? null : (
    <Text slot="errorMessage" className="field-error">
      <Icon name="triangle-alert" /> {error}
    </Text>
  );
}
