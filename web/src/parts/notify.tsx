import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ApiError } from '../api/api-error.ts';
import { problemInWords } from '../i18n/in-words.ts';

const closeButton = () => ({ 'aria-label': i18next.t('actions.close') });

/** Says briefly that something worked; with a way back where there is one. */
export function say(message: string, undo?: { readonly label: string; readonly run: () => void }): void {
  const id = `said-${Date.now()}`;
  notifications.show({
    id,
    color: 'petrol',
    closeButtonProps: closeButton(),
    autoClose: undo ? 10_000 : 4_000,
    message: undo ? (
      <>
        {message}{' '}
        <Anchor
          component="button"
          size="sm"
          fw={600}
          onClick={() => {
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label}
        </Anchor>
      </>
    ) : (
      message
    ),
  });
}

/** Says that a deed was refused, with the server's reason and hint; stays until it is closed. */
export function sayProblem(error: unknown): void {
  const said = error instanceof ApiError ? problemInWords(error.problem) : undefined;
  notifications.show({
    color: 'red',
    closeButtonProps: closeButton(),
    autoClose: false,
    title: said?.title,
    message: said ? [said.detail, said.asSaid, said.hint].filter(Boolean).join(' ') : String(error),
  });
}
