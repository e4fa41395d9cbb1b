import { Button, Card, FileButton, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { IconFileImport, IconFolderUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useUsableBrands } from '../brands/use-brands.ts';
import { type Bringing, type ChosenFiles, chosenOf } from './bringing.ts';

const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'];

/** Which files become templates, in which brand; and how far that is. */
export function ChooseFiles({ bringing }: { readonly bringing: Bringing }) {
  const [chosen, setChosen] = useState<ChosenFiles>();
  const { standing } = bringing;
  if (standing !== undefined && standing.state !== 'done') return <Progressing bringing={bringing} />;
  return (
    <Card>
      {chosen === undefined ? (
        <Choose take={(files) => setChosen(chosenOf(files))} />
      ) : (
        <Wish chosen={chosen} bringing={bringing} done={() => setChosen(undefined)} />
      )}
    </Card>
  );
}

function Choose({ take }: { readonly take: (files: Iterable<File>) => void }) {
  const { t } = useTranslation();
  const folder = useRef<HTMLInputElement>(null);
  return (
    <>
      <Text size="sm" mb="sm">
        {t('importing.how')}
      </Text>
      <Group gap="xs">
        <Button leftSection={<IconFolderUp size={16} aria-hidden />} onClick={() => folder.current?.click()}>
          {t('importing.folder')}
        </Button>
        <input
          ref={folder}
          type="file"
          hidden
          aria-label={t('importing.folder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => {
            const { files } = event.currentTarget;
            if (files !== null && files.length > 0) take(files);
          }}
        />
        <FileButton multiple accept=".docx,.html,.htm,.txt" onChange={(files) => files.length > 0 && take(files)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
              {t('importing.files')}
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  );
}

interface WishProps {
  readonly chosen: ChosenFiles;
  readonly bringing: Bringing;
  readonly done: () => void;
}

function Wish({ chosen: { files, leftOut, bytes }, bringing, done }: WishProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const brands = useUsableBrands();
  const [wished, setWished] = useState<string>();
  const [language, setLanguage] = useState<string>(format.of);
  const brand = wished ?? brands[0]?.id;
  const submit = async () => {
    if (brand === undefined || files.length === 0) return;
    const batch = bringing.start(files, { brand, language });
    done();
    await navigate({ to: '/bring-in', search: { batch } });
  };
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {t('importing.chosen', { count: files.length, size: format.bytes(bytes) })}
        {leftOut > 0 && ` ${t('importing.leftOut', { count: leftOut })}`}
      </Text>
      <Group align="flex-start" grow maw={620}>
        <Select
          label={t('editor.create.brand')}
          allowDeselect={false}
          value={brand ?? null}
          data={brands.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => value && setWished(value)}
        />
        <Select
          label={t('importing.language')}
          description={t('importing.languageHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          value={language}
          data={languages.map((value) => ({ value, label: format.language(value) }))}
          onChange={(value) => value && setLanguage(value)}
        />
      </Group>
      <Group gap="xs">
        <Button disabled={files.length === 0 || brand === undefined} onClick={() => void submit()}>
          {t('importing.deed', { count: files.length })}
        </Button>
        <Button variant="default" onClick={done}>
          {t('actions.back')}
        </Button>
      </Group>
    </Stack>
  );
}

function Progressing({ bringing }: { readonly bringing: Bringing }) {
  const { t } = useTranslation();
  const { total, left, state, problem } = bringing.standing!;
  const done = total - left.length;
  return (
    <Card>
      <Group justify="space-between" mb={8} gap="xs">
        <Text size="sm" role="status">
          {t(state === 'running' ? 'importing.running' : 'importing.stopped', { done, total })}
        </Text>
        {state === 'running' ? (
          <Button size="compact-sm" variant="default" onClick={bringing.stop}>
            {t('importing.stop')}
          </Button>
        ) : (
          <Button size="compact-sm" onClick={bringing.goOn}>
            {t('importing.goOn')}
          </Button>
        )}
      </Group>
      <Progress value={(100 * done) / total} aria-label={t('importing.progress')} animated={state === 'running'} />
      <Text size="xs" c="dimmed" mt={6} className="hash" style={{ overflowWrap: 'anywhere' }}>
        {left[0]?.name ?? ''}
      </Text>
      {problem !== undefined && <ProblemNote error={problem} />}
    </Card>
  );
}
