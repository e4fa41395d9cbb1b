import { Button, Card, FileButton, Group, Select, Text, Textarea, Title } from '@mantine/core';
import { type ReturnReason, returnReasons } from '@posthorn/contract';
import { IconCamera, IconListNumbers, IconPhotoUp } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { say, sayProblem } from '../../parts/notify.tsx';
import { numbersIn, type Reading } from './use-reading.ts';
import './returned.css';

const readable = 'image/png,image/jpeg,.csv,.txt';

/** Takes photographs and lists: dropped, chosen, taken with the telephone, or typed. */
export function GiveLetters({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<ReturnReason>('moved');
  const [over, setOver] = useState(false);
  const [typing, setTyping] = useState(false);
  const add = (files: Iterable<File>) => reading.add(files, reason);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) add(event.dataTransfer.files);
  };
  return (
    <Card
      component="section"
      aria-labelledby="give-letters"
      className="drop-letters"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Title order={2} id="give-letters" mb={4}>
        {t('returned.give')}
      </Title>
      <Text size="sm" mb="sm">
        {t('returned.giveText')}
      </Text>
      <Select
        label={t('returned.reason')}
        maw={320}
        mb="sm"
        allowDeselect={false}
        data={returnReasons.map((value) => ({ value, label: t(`returned.reasons.${value}`) }))}
        value={reason}
        onChange={(value) => value && setReason(value as ReturnReason)}
      />
      <Group gap="xs">
        <FileButton multiple accept={readable} onChange={(files) => files.length > 0 && add(files)}>
          {(props) => (
            <Button {...props} leftSection={<IconPhotoUp size={16} aria-hidden />}>
              {t('returned.choose')}
            </Button>
          )}
        </FileButton>
        <FileButton accept="image/jpeg,image/png" capture="environment" onChange={(file) => file && add([file])}>
          {(props) => (
            <Button {...props} hiddenFrom="sm" variant="default" leftSection={<IconCamera size={16} aria-hidden />}>
              {t('returned.photograph')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          aria-expanded={typing}
          leftSection={<IconListNumbers size={16} aria-hidden />}
          onClick={() => setTyping(!typing)}
        >
          {t('returned.type')}
        </Button>
      </Group>
      {typing && <TypeNumbers reading={reading} reason={reason} done={() => setTyping(false)} />}
    </Card>
  );
}

interface TypeProps {
  readonly reading: Reading;
  readonly reason: ReturnReason;
  readonly done: () => void;
}

function TypeNumbers({ reading, reason, done }: TypeProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const numbers = numbersIn(text);
  const submit = async () => {
    setSending(true);
    await reading
      .tell(numbers, reason)
      .then((rows) => {
        const noted = rows.filter((row) => row.state === 'noted').length;
        const unknown = rows.filter((row) => row.state === 'unknown').map((row) => row.number);
        say(t('returned.told', { count: noted, again: rows.length - noted - unknown.length, unknown: unknown.length }));
        setText(unknown.join('\n'));
        if (unknown.length === 0) done();
      }, sayProblem)
      .finally(() => setSending(false));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        mt="sm"
        label={t('returned.numbers')}
        description={t('returned.numbersText')}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" mt="xs" disabled={numbers.length === 0} loading={sending}>
        {t('returned.note', { count: numbers.length })}
      </Button>
    </form>
  );
}
