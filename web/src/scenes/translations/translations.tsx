import { Badge, Button, Card, FileButton, Group, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core';
import { api, type ReplyOf, type TranslationUnit } from '@posthorn/contract';
import { IconDownload, IconLanguage, IconUpload } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { sendFile } from '../../api/send-file.ts';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Figure } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { Wording } from '../../parts/wording.tsx';

const route = getRouteApi('/inside/translations/$kind/$id');
type Reply = ReplyOf<typeof api.translations.show>;
type Taken = ReplyOf<typeof api.translations.importing>;
type State = TranslationUnit['states'][string];
const offered = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr', 'pt', 'cs', 'sv', 'da', 'ro', 'hu', 'uk', 'ar'];

/** Languages side by side: what is missing, what is outdated, and files for an agency there and back. */
export function Translations() {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, id } = route.useParams();
  const ofKind = kind === 'block' ? 'block' : 'template';
  const { source } = route.useSearch();
  const answer = useApi(api.translations.show, { params: { kind: ofKind, id }, query: { source } });
  const name = answer.data && nameIn(answer.data.name, format.of);
  const up = {
    to: ofKind === 'block' ? '/blocks' : '/templates',
    label: t(ofKind === 'block' ? 'doors.blocks' : 'doors.templates'),
  } as const;
  return (
    <Page title={name ? t('translations.of', { name }) : t('translations.title')} up={up} lead={t('translations.lead')}>
      <Loaded answer={answer} height={600}>
        {(reply) => <SideBySide reply={reply} kind={ofKind} id={id} refresh={() => void answer.refetch()} />}
      </Loaded>
    </Page>
  );
}

interface SideProps {
  readonly reply: Reply;
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly refresh: () => void;
}

function SideBySide({ reply, kind, id, refresh }: SideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { target: wanted } = route.useSearch();
  const [shown, setShown] = useState<'all' | 'open'>('all');
  const [taken, setTaken] = useState<Taken>();
  const others = reply.languages.filter((one) => one !== reply.source);
  const target = wanted ?? others[0] ?? offered.find((one) => one !== reply.source)!;
  const stateIn = (unit: TranslationUnit): State => unit.states[target] ?? 'missing';
  const open = reply.units.filter((unit) => stateIn(unit) !== 'current');
  const units = shown === 'open' ? open : reply.units;
  const count = (state: State) => reply.units.filter((unit) => stateIn(unit) === state).length;
  const choose = (change: { source?: string; target?: string }) =>
    void navigate({ to: '/translations/$kind/$id', params: { kind, id }, search: (before) => ({ ...before, ...change }), replace: true });
  const language = (value: string, label: string, set: (one: string) => void, data: readonly string[]) => (
    <Select
      label={label}
      w={190}
      allowDeselect={false}
      value={value}
      data={[...new Set(data)].map((one) => ({ value: one, label: format.language(one) }))}
      onChange={(one) => one && set(one)}
    />
  );
  return (
    <Stack gap="md">
      <Card>
        <Group align="flex-end" gap="md">
          {language(reply.source, t('translations.source'), (one) => choose({ source: one }), reply.languages)}
          {language(target, t('translations.target'), (one) => choose({ target: one }), [
            ...others,
            ...offered.filter((one) => one !== reply.source),
          ])}
          <Group gap="xl" mx="md">
            <Figure label={t('translations.texts')} value={format.number(reply.units.length)} />
            <Figure label={t('translations.state.missing')} value={format.number(count('missing'))} />
            <Figure label={t('translations.state.outdated')} value={format.number(count('outdated'))} />
          </Group>
          <Files kind={kind} id={id} source={reply.source} target={target} open={open.length} taken={setTaken} refresh={refresh} />
        </Group>
      </Card>
      {taken && <Result taken={taken} />}
      <Card padding="sm">
        <SegmentedControl
          size="xs"
          mb="xs"
          style={{ alignSelf: 'flex-start' }}
          aria-label={t('translations.show')}
          value={shown}
          onChange={(value) => setShown(value as 'all' | 'open')}
          data={(['all', 'open'] as const).map((value) => ({ value, label: t(`translations.filter.${value}`) }))}
        />
        {units.length === 0 ? (
          <EmptyState icon={IconLanguage} title={t('translations.nothing')} text={t('translations.nothingText')} />
        ) : (
          <Units units={units} source={reply.source} target={target} stateIn={stateIn} />
        )}
      </Card>
    </Stack>
  );
}

interface UnitsProps {
  readonly units: readonly TranslationUnit[];
  readonly source: string;
  readonly target: string;
  readonly stateIn: (unit: TranslationUnit) => State;
}

function Units({ units, source, target, stateIn }: UnitsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-across" tabIndex={0} aria-label={t('translations.title')}>
      <Table className="rows" layout="fixed" miw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{format.language(source)}</Table.Th>
            <Table.Th>{format.language(target)}</Table.Th>
            <Table.Th w={130}>{t('blocks.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {units.map((unit) => (
            <Table.Tr key={unit.id}>
              <Table.Td style={{ verticalAlign: 'top', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                <Text size="xs" c="dimmed">
                  {t(`editor.node.${unit.type as 'box'}`, {
                    defaultValue: t(`provenance.${unit.type as 'template'}`, { defaultValue: unit.type }),
                  })}
                </Text>
                <span lang={source}>
                  <Wording text={unit.texts[source] ?? '–'} />
                </span>
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'bottom', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                <span lang={target}>
                  <Wording text={unit.texts[target] ?? '–'} />
                </span>
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'bottom' }}>
                <Badge
                  variant={stateIn(unit) === 'current' ? 'default' : 'filled'}
                  color={stateIn(unit) === 'current' ? 'gray' : 'petrol'}
                  tt="none"
                  fw={500}
                >
                  {t(`translations.state.${stateIn(unit)}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface FilesProps {
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly open: number;
  readonly taken: (result: Taken) => void;
  readonly refresh: () => void;
}

function Files({ kind, id, source, target, open, taken, refresh }: FilesProps) {
  const { t } = useTranslation();
  const may = useMay('content:write');
  const [sending, setSending] = useState(false);
  const address = (all: boolean) => addressOf(api.translations.exporting, { params: { kind, id }, query: { source, target, all } });
  const send = async (file: File | null) => {
    if (!file) return;
    setSending(true);
    await sendFile(api.translations.importing, { params: { kind, id } }, file, 'application/xliff+xml').then((result) => {
      taken(result);
      if (result.changed > 0) say(t('translations.taken', { count: result.changed }));
      refresh();
    }, sayProblem);
    setSending(false);
  };
  return (
    <Group gap="xs" ml="auto">
      {open === 0 ? (
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} disabled>
          {t('translations.exportOpen')}
        </Button>
      ) : (
        <Button component="a" href={address(false)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('translations.exportOpen')}
        </Button>
      )}
      <Button component="a" href={address(true)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
        {t('translations.exportAll')}
      </Button>
      {may && (
        <FileButton
          onChange={(file) => void send(file)}
          accept=".xlf,.xliff,application/xliff+xml"
          inputProps={{ 'aria-label': t('translations.import') }}
        >
          {(props) => (
            <Button {...props} loading={sending} leftSection={<IconUpload size={16} aria-hidden />}>
              {t('translations.import')}
            </Button>
          )}
        </FileButton>
      )}
    </Group>
  );
}

function Result({ taken }: { readonly taken: Taken }) {
  const { t } = useTranslation();
  return (
    <Card role="status">
      <Text size="sm" fw={600}>
        {t('translations.result', { taken: taken.taken, changed: taken.changed, problems: taken.problems.length })}
      </Text>
      <Stack gap={4} mt={taken.problems.length > 0 ? 8 : 0}>
        {taken.problems.map((problem) => (
          <Text key={`${problem.unit} ${problem.code} ${problem.what}`} size="sm">
            {t(`translations.problem.${problem.code}`, { what: problem.what })} <span className="hash">{problem.unit}</span>
          </Text>
        ))}
      </Stack>
    </Card>
  );
}
