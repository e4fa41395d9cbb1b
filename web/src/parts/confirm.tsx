import { Button, Group, Text, Textarea } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** What the button says: the deed itself, never "OK". */
  readonly deed: string;
  readonly dangerous?: boolean;
  /** Asks for a note under this label; the deed needs it. */
  readonly note?: string;
}

/** The note (empty when none was asked for), or nothing when the person thought better of it. */
type Ask = (question: Question) => Promise<string | undefined>;

/** Questions lie above the drawers and dialogs that they are asked from (those are at 200). */
const aboveOthers = 300;

const AskContext = createContext<Ask>(() => Promise.resolve(undefined));

/** Asks back before a deed that is not easily undone. */
export function useAsk(): Ask {
  return useContext(AskContext);
}

/** Holds the one dialog in which the workplace asks back. */
export function AsksBack({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const [opened, setOpened] = useState(false);
  const answer = useRef<(note: string | undefined) => void>(() => undefined);
  const ask = useCallback<Ask>((asked) => {
    setQuestion(asked);
    setOpened(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (note?: string) => {
    answer.current(note);
    setOpened(false);
  };
  return (
    <AskContext value={ask}>
      {children}
      <Dialog
        zIndex={aboveOthers}
        opened={opened}
        onClose={() => close()}
        title={question?.title}
        onExitTransitionEnd={() => setQuestion(undefined)}
      >
        {question && <Asked question={question} close={close} />}
      </Dialog>
    </AskContext>
  );
}

function Asked({ question, close }: { readonly question: Question; readonly close: (note?: string) => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const missing = question.note !== undefined && note.trim() === '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) close(note.trim());
      }}
    >
      <Text size="sm" component="div">
        {question.text}
      </Text>
      {question.note !== undefined && (
        <Textarea
          label={question.note}
          required
          mt="sm"
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          data-autofocus
        />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => close()}>
          {t('actions.back')}
        </Button>
        <Button
          type="submit"
          color={question.dangerous ? 'red.9' : undefined}
          disabled={missing}
          data-autofocus={question.note === undefined ? true : undefined}
        >
          {question.deed}
        </Button>
      </Group>
    </form>
  );
}
