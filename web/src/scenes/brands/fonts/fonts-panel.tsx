import { Alert, Badge, Button, Card, FileButton, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { api, type FontFacts } from '@posthorn/contract';
import { IconAlertTriangle, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../../api/send-file.ts';
import { useApi } from '../../../api/use-api.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { type BrandDraft, placeOf } from '../use-brand-draft.ts';
import { cuts, familyName, slotOf, withFont } from './families.ts';

/** Families with their cuts: what each file is, what its licence allows, and which scripts it covers. */
export function FontsPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand, change, writable } = draft;
  const families = Object.entries(brand.fonts);
  return (
    <Stack gap="lg">
      <Title order={2}>{t('brands.fonts.title')}</Title>
      <Upload draft={draft} />
      {families.map(([name, family]) => (
        <Card key={name} component="section" aria-label={name} padding="sm" className="inset">
          <Group justify="space-between" mb={6}>
            <Title order={3}>{name}</Title>
            <TextInput
              size="xs"
              w={320}
              maw="100%"
              label={t('brands.fonts.web')}
              disabled={!writable}
              value={family.web ?? ''}
              onChange={(event) => {
                const { web: _, ...rest } = family;
                const web = event.currentTarget.value;
                const next = web === '' ? rest : { ...rest, web };
                change({ ...brand, fonts: { ...brand.fonts, [name]: next } }, `web ${name}`);
              }}
            />
          </Group>
          <Stack gap={10}>{cuts.map((cut) => family[cut] && <Cut key={cut} draft={draft} cut={cut} asset={family[cut]} />)}</Stack>
        </Card>
      ))}
    </Stack>
  );
}

/** Where an uploaded font goes: by what it says of itself, or where the author says. */
function Upload({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const [family, setFamily] = useState<string>('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [limited, setLimited] = useState<FontFacts>();
  const take = async (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    setError(undefined);
    setLimited(undefined);
    try {
      const font = await sendFile(api.fonts.upload, { query: { name: file.name } }, file, 'font/ttf');
      const place = placeOf(font.name, 'font/ttf');
      draft.addFile(place, { sha256: font.sha256, url: font.url, bytes: new Uint8Array(await file.arrayBuffer()) });
      const name = family || familyName(font.facts, Object.keys(draft.brand.fonts));
      draft.change(withFont(draft.brand, name, slotOf(font.facts), { asset: font.name, place }));
      if (font.facts.embedding.verdict === 'limited') setLimited(font.facts);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Group gap={8} align="flex-end">
        <Select
          size="xs"
          label={t('brands.fonts.into')}
          data={[
            { value: '', label: t('brands.fonts.ownFamily') },
            ...Object.keys(draft.brand.fonts).map((name) => ({ value: name, label: name })),
          ]}
          value={family}
          allowDeselect={false}
          onChange={(value) => setFamily(value ?? '')}
        />
        <FileButton onChange={(file) => void take(file)} accept=".ttf,.otf,.woff,.woff2,font/*" disabled={!draft.writable}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={busy}
              disabled={!draft.writable}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              {t('brands.fonts.upload')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('brands.fonts.uploadHint')}
      </Text>
      {error !== undefined && (
        <div style={{ marginTop: 8 }}>
          <ProblemNote error={error} />
        </div>
      )}
      {limited && <Warning text={t('brands.fonts.reason.preview-and-print')} />}
    </div>
  );
}

const Warning = ({ text }: { readonly text: string }) => (
  <Alert color="brass" py={6} mt={8} icon={<IconAlertTriangle size={16} aria-hidden />} c="var(--mantine-color-text)">
    <Text size="sm">{text}</Text>
  </Alert>
);

interface CutProps {
  readonly draft: BrandDraft;
  readonly cut: (typeof cuts)[number];
  readonly asset: string;
}

function Cut({ draft, cut, asset }: CutProps) {
  const { t } = useTranslation();
  const place = draft.brand.assets[asset];
  const file = place === undefined ? undefined : draft.files.get(place);
  const facts = useApi(api.fonts.get, { params: { sha256: file?.sha256 ?? '-' } }, { enabled: file !== undefined });
  return (
    <div>
      <Group gap={8}>
        <Text size="sm" fw={600} w={110}>
          {t(`brands.fonts.cut.${cut}`)}
        </Text>
        {file === undefined && <Text size="sm">{t('brands.fonts.gone')}</Text>}
        {facts.data && (
          <Text size="sm">
            {facts.data.family} {facts.data.style} · {facts.data.weight}
          </Text>
        )}
        {facts.data && <Embedding facts={facts.data} />}
      </Group>
      {facts.data && <Facts facts={facts.data} />}
      {facts.error && <ProblemNote error={facts.error} />}
    </div>
  );
}

function Embedding({ facts: { embedding } }: { readonly facts: FontFacts }) {
  const { t } = useTranslation();
  const colour = { allowed: 'petrol.8', limited: 'brass.3', refused: 'red.9' }[embedding.verdict];
  return (
    <Badge size="sm" variant="filled" color={colour} c={embedding.verdict === 'limited' ? '#1d2a2f' : undefined} tt="none">
      {t(`brands.fonts.permission.${embedding.permission}`)}
    </Badge>
  );
}

function Facts({ facts }: { readonly facts: FontFacts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = (share: number) => `${format.number(Math.round(100 * share))} %`;
  return (
    <div className="bd-font-facts">
      {facts.embedding.reasons.map((reason) => (
        <Warning key={reason} text={t(`brands.fonts.reason.${reason}`)} />
      ))}
      {facts.variable && <Warning text={t('brands.fonts.variable')} />}
      <Text size="xs" c="dimmed">
        {t('brands.fonts.characters', { count: facts.characters })} ·{' '}
        {facts.scripts
          .map(
            ({ script, share }) =>
              `${t(`brands.fonts.script.${script}`, { defaultValue: script })}${share < 1 ? ` ${percent(share)}` : ''}`,
          )
          .join(', ')}
      </Text>
      {(facts.licence ?? facts.copyright) && (
        <details>
          <summary>{t('brands.fonts.licence')}</summary>
          <Text size="xs">{[facts.copyright, facts.licence].filter(Boolean).join(' ')}</Text>
          {facts.licenceUrl && <Text size="xs">{facts.licenceUrl}</Text>}
        </details>
      )}
    </div>
  );
}
