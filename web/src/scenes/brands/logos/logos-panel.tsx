import { Button, Card, FileButton, Group, NumberInput, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../../api/send-file.ts';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { type BrandDraft, placeOf } from '../use-brand-draft.ts';
import { imagesOf, placesOfImage, withImageField } from './places.ts';

/** The brand's pictures: on light and on dark, how large they stand on pages, and what they are called for those who do not see them. */
export function LogosPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Title order={2}>{t('brands.logos.title')}</Title>
      <Upload draft={draft} label={t('brands.logos.upload')} />
      {imagesOf(draft.brand).map((name) => (
        <Logo key={name} draft={draft} name={name} />
      ))}
    </Stack>
  );
}

function Logo({ draft, name }: { readonly draft: BrandDraft; readonly name: string }) {
  const { t } = useTranslation();
  const { brand, change, writable, files } = draft;
  const file = files.get(brand.assets[name] ?? '');
  const places = placesOfImage(brand, name);
  return (
    <Card component="section" aria-label={name} padding="sm" className="inset">
      <Group justify="space-between" mb={8}>
        <Title order={3}>{name}</Title>
        <Upload draft={draft} label={t('brands.logos.replace')} asset={name} />
      </Group>
      <Group gap={10} grow preventGrowOverflow={false} wrap="wrap" mb={10}>
        {(['light', 'dark'] as const).map((ground) => (
          <div key={ground} className="bd-ground" data-ground={ground}>
            {file && <img src={file.url} alt={t(`brands.logos.on.${ground}`, { name })} />}
          </div>
        ))}
      </Group>
      <Radio
        size="sm"
        mb={10}
        label={t('brands.logos.main')}
        checked={brand.logo === name}
        disabled={!writable}
        onChange={() => change({ ...brand, logo: name })}
      />
      {places.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('brands.logos.nowhere')}
        </Text>
      )}
      {places.map(({ key, label, node, path }) => (
        <Group key={key} gap={8} align="flex-end" mb={6}>
          <Text size="sm" w={170} pb={6} className="bd-word">
            {label}
          </Text>
          {(['width', 'height'] as const).map((side) => (
            <NumberInput
              key={side}
              size="xs"
              w={104}
              label={t(`brands.logos.${side}`)}
              suffix=" mm"
              min={1}
              max={400}
              decimalScale={1}
              disabled={!writable}
              value={(node[side] as number | undefined) ?? ''}
              onChange={(value) => change(withImageField(brand, path, side, value === '' ? undefined : Number(value)), `${key} ${side}`)}
            />
          ))}
          <TextInput
            size="xs"
            style={{ flex: 1, minWidth: 140 }}
            label={t('brands.logos.alt')}
            disabled={!writable || typeof node.alt !== 'string'}
            value={typeof node.alt === 'string' ? node.alt : JSON.stringify(node.alt)}
            onChange={(event) => change(withImageField(brand, path, 'alt', event.currentTarget.value), `${key} alt`)}
          />
        </Group>
      ))}
    </Card>
  );
}

interface UploadProps {
  readonly draft: BrandDraft;
  readonly label: string;
  /** The picture whose place the new one takes; a new one without. */
  readonly asset?: string;
}

function Upload({ draft, label, asset }: UploadProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    setError(undefined);
    try {
      const image = await sendFile(api.assets.upload, { query: { name: file.name } }, file, file.type || 'image/svg+xml');
      const place = placeOf(image.name, image.mediaType);
      draft.addFile(place, { sha256: image.sha256, url: image.url, bytes: new Uint8Array(await file.arrayBuffer()) });
      const name = asset ?? image.name;
      const { brand } = draft;
      draft.change({ ...brand, assets: { ...brand.assets, [name]: place }, ...(brand.logo === undefined ? { logo: name } : {}) });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <FileButton onChange={(file) => void take(file)} accept="image/png,image/jpeg,image/svg+xml" disabled={!draft.writable}>
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            loading={busy}
            disabled={!draft.writable}
            leftSection={<IconUpload size={14} aria-hidden />}
          >
            {label}
          </Button>
        )}
      </FileButton>
      {error !== undefined && <ProblemNote error={error} />}
    </div>
  );
}
