/** The button, with the key that does the same. Never the only way to an action: the palette has every one. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

interface ButtonProps {
  readonly children?: ReactNode;
  readonly onPress?: () => void;
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet' | 'link';
  readonly size?: 'normal' | 'large';
  readonly wide?: boolean;
  /** Shown beside the label; bound elsewhere (an action, or the form). */
  readonly keys?: string;
  readonly icon?: string;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  /** Waiting for an answer: stays focusable, does nothing. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  readonly 'aria-label'?: string;
  readonly className?: string;
}

export function Button({ children, tone = 'plain', size, wide, keys, icon, className, onPress, ...rest }: ButtonProps) {
  const classes = [
    'btn',
    tone === 'plain' ? '' : `btn-${tone}`,
    size === 'large' ? 'btn-large' : '',
    wide ? 'btn-wide' : '',
    className ?? '',
  ];
  return (
    <AriaButton
      {...rest}
      {...(onPress ? { onPress: () => onPress() } : {})}
      className={classes.filter(Boolean).join(' ')}
    >
      {icon ? <Icon name={icon} /> : null}
      {tone === 'link' ? <span className="btn-words">{children}</span> : children}
      {keys ? <Kbd keys={keys} isSilent /> : null}
    </AriaButton>
  );
}
