import { Alert, Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api, type FileSettings, type PermissionFile } from '@posthorn/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { columnsFor, consentColumns, firstSettings, isWhole, listColumns } from './columns.ts';
import { FileState } from './file-state.tsx';
import { FirstRows } from './first-rows.tsx';
import { Outcome } from './outcome.tsx';
import { SettingsForm } from './settings-form.tsx';

const route = getRouteApi('/inside/permission-files/$fileId');
const changed = [api.permissionFiles.get, api.permissionFiles.list, api.permissionFiles.lists, api.administration.audit];

/** One file from what it says to what came of it: said what it is, looked at, checked as a whole, taken in. */
export function PermissionFileScene() {
  const { t } = useTranslation();
  const format = useFormat();
  const { fileId } = route.useParams();
  const [busy, setBusy] = useState(true);
  const answer = useApi(api.permissionFiles.get, { params: { id: fileId } }, busy ? { refetchInterval: 1_000 } : {});
  const file = answer.data;
  const under = file?.state === 'checking' || file?.state === 'importing';
  if (file !== undefined && under !== busy) setBusy(under);
  return (
    <Page
      title={file?.file ?? t('permissionFiles.one')}
      aside={file && <FileState file={file} />}
      lead={
        file &&
        t('permissionFiles.fileLead', { kind: t(`permissionFiles.kinds.${file.kind}`), size: format.bytes(file.bytes), by: file.by })
      }
      up={{ to: '/permission-files', label: t('permissionFiles.title') }}
    >
      <Loaded answer={answer} height={420}>
        {(one) => (
          <Stack gap="md">
            {one.error && <Failed error={one.error} />}
            {under && <UnderWay file={one} />}
            {(one.state === 'done' || one.state === 'undone') && <Outcome file={one} />}
            {(one.state === 'brought' || one.state === 'checked' || one.state === 'failed') && <Decide key={one.id} file={one} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

/** Why nothing came of it. */
const Failed = ({ error: { detail, hint } }: { readonly error: NonNullable<PermissionFile['error']> }) => (
  <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} c="var(--mantine-color-text)">
    {detail} {hint}
  </Alert>
);

function UnderWay({ file: { state, share, counts } }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card component="section" aria-label={t(`permissionFiles.states.${state}`)}>
      <Stack gap={6} role="status">
        <Text size="sm">{t(state === 'checking' ? 'permissionFiles.checking' : 'permissionFiles.importing')}</Text>
        <Progress value={100 * share} aria-label={t(`permissionFiles.states.${state}`)} />
        {counts.read > 0 && (
          <Text size="xs" c="dimmed" className="numbers">
            {t('permissionFiles.rowsSoFar', { count: counts.read, number: format.number(counts.read) })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

/** What somebody says of a file, what is understood by it, and, once it is checked, what it would come to. */
function Decide({ file }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const may = useMay('permission-files:import');
  const [settings, setSettings] = useState<FileSettings>(() => file.settings ?? firstSettings(file, new Date().toISOString().slice(0, 10)));
  const check = useChange(api.permissionFiles.check, changed);
  const params = { id: file.id };
  const put = (change: Partial<FileSettings>) =>
    setSettings((before) => {
      const after = { ...before, ...change } as FileSettings;
      // What the rows are decides which columns there must be.
      const other = after.kind === 'suppression' && ('listedBy' in change || 'hashedBy' in change);
      return other ? { ...after, columns: columnsFor(listColumns(after), file.header) } : after;
    });
  const asChecked = file.state === 'checked' && JSON.stringify(settings) === JSON.stringify(file.settings);
  return (
    <>
      <SettingsForm
        settings={settings}
        header={file.header}
        fields={settings.kind === 'consents' ? consentColumns : listColumns(settings)}
        put={put}
        disabled={!may}
      />
      <Preview file={file} settings={settings} />
      {asChecked && <Outcome file={file} />}
      {may && (
        <Group gap="xs">
          {asChecked ? (
            <TakeIn file={file} />
          ) : (
            <Button
              disabled={!isWhole(settings)}
              loading={check.isPending}
              onClick={() => void check.mutateAsync({ params, body: { settings } }).catch(sayProblem)}
            >
              {t('permissionFiles.check')}
            </Button>
          )}
          <Leave file={file} />
          {!isWhole(settings) && (
            <Text size="sm" c="dimmed">
              {t(settings.kind === 'consents' ? 'permissionFiles.sourceMissing' : 'permissionFiles.nameMissing')}
            </Text>
          )}
        </Group>
      )}
    </>
  );
}

function Preview({ file: { id, state }, settings }: { readonly file: PermissionFile; readonly settings: FileSettings }) {
  const [still] = useDebouncedValue(settings, 350);
  // What is not said yet does not change how rows are understood.
  const named = still.kind === 'suppression' && still.name.trim() === '' ? { ...still, name: '-' } : still;
  const said = { ...named, source: named.source.trim() === '' ? '-' : named.source };
  const may = useMay('permission-files:import');
  const enabled = may && state !== 'failed';
  const answer = useApi(api.permissionFiles.rows, { params: { id }, body: { settings: said } }, { keepPrevious: true, enabled });
  if (!enabled) return null;
  return answer.error ? <ProblemNote error={answer.error} /> : <FirstRows answer={answer} kind={said.kind} />;
}

function TakeIn({ file }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ask = useAsk();
  const take = useChange(api.permissionFiles.import, changed);
  const { counts, settings, kind } = file;
  const removed = counts.removed ?? 0;
  const takeAfterAsking = async () => {
    const numbers = { fresh: format.number(counts.fresh), faulty: format.number(counts.faulty), removed: format.number(removed) };
    const name = settings?.kind === 'suppression' ? settings.name : '';
    const text = t(kind === 'consents' ? 'permissionFiles.takeConsentsText' : 'permissionFiles.takeListText', { ...numbers, name });
    const deed = t('permissionFiles.take');
    const sure = await ask({ title: t('permissionFiles.takeTitle', { file: file.file }), text, deed, dangerous: removed > 0 });
    if (sure !== undefined) await take.mutateAsync({ params: { id: file.id } }).catch(sayProblem);
  };
  return (
    <Button
      onClick={() => void takeAfterAsking()}
      loading={take.isPending}
      disabled={counts.fresh === 0 && counts.known === 0 && removed === 0}
    >
      {t('permissionFiles.take')}
    </Button>
  );
}

function Leave({ file: { id } }: { readonly file: PermissionFile }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const leave = useChange(api.permissionFiles.leave, [api.permissionFiles.list]);
  const go = async () => {
    await leave.mutateAsync({ params: { id } });
    say(t('permissionFiles.left'));
    await navigate({ to: '/permission-files' });
  };
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => void go().catch(sayProblem)}>
      {t('permissionFiles.leave')}
    </Button>
  );
}
