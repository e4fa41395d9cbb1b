import './brands.css';
import '../editor/editor.css';
import { ActionIcon, Button, Card, Tabs, Text, Tooltip } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconArrowBackUp, IconArrowForwardUp, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/use-api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Standing } from '../editor/standing.tsx';
import { useDiscard } from '../editor/whole/use-discard.ts';
import { type Submission, SubmitDialog } from '../reviews/decide/submit-dialog.tsx';
import { ColoursPanel } from './colours/colours-panel.tsx';
import { FontsPanel } from './fonts/fonts-panel.tsx';
import { LogosPanel } from './logos/logos-panel.tsx';
import { PagesPanel } from './pages/pages-panel.tsx';
import { BrandPreview } from './preview/brand-preview.tsx';
import { SenderPanel } from './sender-panel.tsx';
import { StylesPanel } from './styles/styles-panel.tsx';
import { useBrandFonts } from './styles/use-brand-fonts.ts';
import { TouchedPanel } from './touched/touched-panel.tsx';
import { type BrandDraft, type LoadedBrand, useBrandDraft, useLoadedBrand } from './use-brand-draft.ts';
import { VoiceBench } from './voice/voice-panel.tsx';

const route = getRouteApi('/inside/brands/$brandId/draft');
const tabs = ['colours', 'logos', 'fonts', 'styles', 'pages', 'sender', 'voice', 'touched'] as const;
const panels = {
  colours: ColoursPanel,
  logos: LogosPanel,
  fonts: FontsPanel,
  styles: StylesPanel,
  pages: PagesPanel,
  sender: SenderPanel,
} as const;

/** A brand being changed: colours, logos, fonts, styles, pages, how it speaks, with a letter beside it, and what the change touches. */
export function BrandDraftScene() {
  const { t } = useTranslation();
  const { brandId } = route.useParams();
  const answer = useLoadedBrand(brandId);
  if (answer.data) return <Workbench key={brandId} id={brandId} loaded={answer.data} />;
  return (
    <Page title={brandId} up={{ to: '/brands', label: t('doors.brands') }}>
      <Loaded answer={answer} height={600}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Workbench({ id, loaded }: { readonly id: string; readonly loaded: LoadedBrand }) {
  const { t } = useTranslation();
  const draft = useBrandDraft(id, loaded);
  const search = route.useSearch();
  const navigate = useNavigate();
  const tab = tabs.find((one) => one === search.tab) ?? 'colours';
  const Panel = tab === 'touched' || tab === 'voice' ? undefined : panels[tab];
  useBrandFonts(draft);
  const keys = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || typing) return;
    const redo = event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey);
    if (!redo && event.key !== 'z') return;
    event.preventDefault();
    if (redo) draft.redo();
    else draft.undo();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of everything within; each has a button of its own too
    <div onKeyDown={keys}>
      <Page
        title={draft.brand.name}
        up={{ to: '/brands', label: t('doors.brands') }}
        lead={<SaveState draft={draft} />}
        actions={<Actions draft={draft} />}
      >
        <Standing saving={draft.saving} kind="brand" id={id} />
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) =>
            void navigate({
              to: '/brands/$brandId/draft',
              params: { brandId: id },
              search: value === null ? {} : { tab: value },
              replace: true,
              resetScroll: false,
            })
          }
        >
          <Tabs.List mb="md">
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`brands.tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            {tab === 'voice' && <VoiceBench draft={draft} />}
            {tab === 'touched' && (
              <Card padding="md">
                <TouchedPanel draft={draft} />
              </Card>
            )}
            {Panel && (
              <div className="bd-bench">
                <Card padding="md" style={{ minWidth: 0 }}>
                  <Panel draft={draft} />
                </Card>
                <BrandPreview draft={draft} />
              </div>
            )}
          </Tabs.Panel>
        </Tabs>
      </Page>
    </div>
  );
}

function SaveState({ draft: { saving } }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" role="status" data-state={saving.state} className="bd-save">
      {t(`editor.save.${saving.state}`)}
    </Text>
  );
}

function Actions({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const icon = (label: string, Icon: typeof IconArrowBackUp, run: () => void, enabled: boolean) => (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} disabled={!enabled || !draft.writable} onClick={run}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      {icon(t('actions.undo'), IconArrowBackUp, draft.undo, draft.canUndo)}
      {icon(t('brands.redo'), IconArrowForwardUp, draft.redo, draft.canRedo)}
      <Discard draft={draft} />
      <Submit draft={draft} />
    </>
  );
}

function Discard({ draft: { id, saving, writable, isNew } }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const discard = useDiscard('brand', id, saving, () =>
    // Of a brand that was never released nothing is left to look at.
    isNew ? navigate({ to: '/brands' }) : navigate({ to: '/brands/$brandId', params: { brandId: id } }),
  );
  return (
    <Tooltip label={t('editor.discard.deed')}>
      <ActionIcon variant="default" size={36} aria-label={t('editor.discard.deed')} disabled={!writable} onClick={() => void discard()}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Hands the draft to those who release it: every template in the brand is tried with it first. */
function Submit({ draft: { id, saving, writable } }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError>();
  const submit = async (submission: Submission | undefined) => {
    setAsking(false);
    if (submission === undefined) return;
    setBusy(true);
    try {
      // What is submitted is what is on the screen.
      if (!(await saving.saver.flush())) return;
      await call(api.reviews.submit, { params: { kind: 'brand', id }, body: submission });
      await queries.invalidateQueries({ queryKey: keyOf(api.brands.get) });
      say(t('editor.submit.done'));
      await navigate({ to: '/brands/$brandId', params: { brandId: id } });
    } catch (error) {
      setRefused(error as ApiError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={busy} disabled={!writable} onClick={() => setAsking(true)}>
        {t('editor.submit.deed')}
      </Button>
      {asking && <SubmitDialog kind="brand" answer={(submission) => void submit(submission)} />}
      <Dialog opened={refused !== undefined} onClose={() => setRefused(undefined)} title={t('brands.refused')} size="lg">
        {refused && <ProblemNote error={refused} />}
      </Dialog>
    </>
  );
}
