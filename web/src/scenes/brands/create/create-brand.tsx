import { Button, FileInput, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { api, type BundledFont, bundledFonts, letterForms, type NewBrand } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../../api/send-file.ts';
import { useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { contrastOf, isColour, ratios } from '../colours/contrast.ts';
import { FormPicture } from './form-picture.tsx';

const fontNames: { readonly [font in BundledFont]: string } = {
  'source-sans-3': 'Source Sans 3',
  figtree: 'Figtree',
  'ibm-plex-sans': 'IBM Plex Sans',
  'public-sans': 'Public Sans',
  'source-serif-4': 'Source Serif 4',
};
const paper = '#ffffff';

/** Begins a brand: who writes, in which form, colours and font. Everything else is made of that and changed in its draft. */
export function CreateBrand() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t('brands.create.open')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('brands.create.open')} size="lg">
        {opened && <CreateForm back={close} />}
      </Dialog>
    </>
  );
}

interface Wishes {
  readonly name: string;
  readonly organisation: string;
  readonly address: string;
  readonly form: NewBrand['form'];
  readonly font: BundledFont;
  readonly brand: string;
  readonly accent: string;
}

const beginning: Wishes = {
  ...{ name: '', organisation: '', address: '', form: 'din-b', font: 'source-sans-3' },
  ...{ brand: '#1f4f7a', accent: '#b4532a' },
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isReady = ({ name, organisation, address, brand, accent }: Wishes): boolean =>
  name.trim() !== '' && organisation.trim() !== '' && linesOf(address).length > 0 && isColour(brand) && isColour(accent);

function CreateForm({ back }: { readonly back: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useChange(api.brands.create, [api.brands.list]);
  const [wishes, setWishes] = useState(beginning);
  const [logo, setLogo] = useState<File | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (more: Partial<Wishes>) => setWishes({ ...wishes, ...more });
  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const draft = await create.mutateAsync({ body: await bodyOf(wishes, logo) });
      await navigate({ to: '/brands/$brandId/draft', params: { brandId: draft.id } });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady(wishes)) void submit();
      }}
    >
      <Stack gap="sm">
        <Sender wishes={wishes} set={set} />
        <Looks wishes={wishes} set={set} />
        <FileInput
          label={t('brands.create.logo')}
          placeholder={t('brands.create.logoHint')}
          accept="image/png,image/jpeg,image/svg+xml"
          value={logo}
          onChange={setLogo}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
        />
        {problem !== undefined && <ProblemNote error={problem} />}
        <FormButtons back={back} deed={t('brands.create.deed')} disabled={!isReady(wishes)} loading={busy} />
      </Stack>
    </form>
  );
}

async function bodyOf({ name, organisation, address, form, font, brand, accent }: Wishes, logo: File | null): Promise<NewBrand> {
  const image = logo && (await sendFile(api.assets.upload, { query: { name: logo.name } }, logo, logo.type || 'image/svg+xml'));
  return {
    ...{ name: name.trim(), form, font, colors: { brand, accent } },
    sender: { organisation: organisation.trim(), address: linesOf(address) },
    ...(image ? { logo: image.name } : {}),
  };
}

interface PartProps {
  readonly wishes: Wishes;
  readonly set: (more: Partial<Wishes>) => void;
}

function Sender({ wishes, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={t('brands.sender.name')}
        value={wishes.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        required
        label={t('brands.sender.organisation')}
        value={wishes.organisation}
        onChange={(event) => set({ organisation: event.currentTarget.value })}
      />
      <Textarea
        required
        label={t('brands.sender.address')}
        autosize
        minRows={2}
        value={wishes.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
      />
    </>
  );
}

function Looks({ wishes, set }: PartProps) {
  const { t } = useTranslation();
  const { form, font, brand, accent } = wishes;
  const readable = !isColour(brand) || contrastOf(brand, paper) >= ratios.AA.small;
  return (
    <Group align="flex-start" wrap="nowrap" gap="lg">
      <Stack gap="sm" style={{ flex: 1, minWidth: 0 }}>
        <Select
          label={t('brands.create.form')}
          allowDeselect={false}
          value={form}
          data={letterForms.map((value) => ({ value, label: t(`brands.pages.form.${value}`) }))}
          onChange={(value) => value && set({ form: value })}
        />
        <Select
          label={t('brands.create.font')}
          description={t('brands.create.fontHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          value={font}
          data={bundledFonts.map((value) => ({ value, label: fontNames[value] }))}
          onChange={(value) => value && set({ font: value })}
        />
        <Colour
          label={t('brands.create.colour')}
          value={brand}
          note={readable ? undefined : t('brands.create.tooLight')}
          change={(value) => set({ brand: value })}
        />
        <Colour label={t('brands.create.accent')} value={accent} change={(value) => set({ accent: value })} />
      </Stack>
      <FormPicture form={form} brand={isColour(brand) ? brand : '#8a949b'} ink="#1d2329" />
    </Group>
  );
}

interface ColourProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly change: (value: string) => void;
}

function Colour({ label, value, note, change }: ColourProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      value={value}
      description={note}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={isColour(value) ? undefined : t('brands.create.noColour')}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={
        <input
          type="color"
          className="bd-picker"
          aria-label={`${label}: ${t('brands.colours.pick')}`}
          value={isColour(value) ? value : '#000000'}
          onChange={(event) => change(event.currentTarget.value)}
        />
      }
    />
  );
}
