/** A modal dialog: keeps the focus, gives it back, closes on Esc. While one is open, keys of the screen below are off. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: 'narrow' | 'normal' | 'wide';
  /** For a dialog whose first line is its field (the palette): the title is read out only. */
  readonly hideTitle?: boolean;
}

export function Dialog({ title, isOpen, onClose, children, size = 'normal', hideTitle = false }: DialogProps) {
  return (
    <ModalOverlay
      className={`dialog-veil dialog-${size}`}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog-frame">
        <AriaDialog className="dialog">
          {hideTitle ? (
            <Heading slot="title" className="visually-hidden">
              {title}
            </Heading>
          ) : (
            <div className="dialog-head">
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              <span className="spacer" />
              <Button tone="quiet" icon="x" keys="Esc" onPress={onClose}>
                <span className="visually-hidden">Close</span>
              </Button>
            </div>
          )}
          <div className="dialog-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
