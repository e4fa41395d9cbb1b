import { ActionIcon, Button, Group, SegmentedControl, Select, Text, Title, Tooltip } from '@mantine/core';
import type { MasterPage, PageMaster, Rect } from '@posthorn/engine';
import { envelopes, formOf, inForm, type LetterForm, letterForms, seenThrough, sheetOf } from '@posthorn/engine/letter-forms';
import { IconPlus, IconSquarePlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrandDraft } from '../use-brand-draft.ts';
import { Canvas } from './canvas.tsx';
import { freeName, type Piece, withFrame, withMaster, withoutFrame } from './geometry.ts';
import { Numbers } from './numbers.tsx';
import { Remarks } from './remarks.tsx';

const kinds = ['first', 'following', 'last', 'only', 'left', 'right'] as const;
type Kind = (typeof kinds)[number];

/** Page masters: which pages there are, in which form, and the canvas to move what stands on them. */
export function PagesPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand, change, writable } = draft;
  const names = Object.keys(brand.masters);
  const [name, setName] = useState(names[0] ?? '');
  const [kind, setKind] = useState<Kind>('first');
  const [piece, choose] = useState<Piece>();
  const [drawing, setDrawing] = useState(false);
  const [window, setWindow] = useState<LetterForm | 'none' | undefined>();
  const master = brand.masters[name];
  if (master === undefined) return <Text size="sm">{t('brands.pages.none')}</Text>;
  const there = kinds.filter((one) => master[one] !== undefined);
  const shown = there.includes(kind) ? kind : 'first';
  const page = master[shown]!;
  const sheet = sheetOf(master);
  const envelope = window ?? formOf(master) ?? 'none';
  const seen = envelope === 'none' || shown !== 'first' ? undefined : seenThrough(envelopes[envelope], sheet);
  const setMaster = (next: PageMaster, about?: string) => change(withMaster(brand, name, next), about);
  const setPage = (next: MasterPage, about?: string) => setMaster({ ...master, [shown]: next }, about);
  const addFrame = (rect: Rect) => {
    choose(page.frames?.length ?? 0);
    setPage(withFrame(page, { name: freeName(page, 'frame'), ...rect }));
  };
  const remove = (frame: number) => {
    choose(undefined);
    setPage(withoutFrame(page, frame));
  };
  const chosen = piece !== 'body' && piece !== undefined && page.frames?.[piece] === undefined ? undefined : piece;
  return (
    <div>
      <Group justify="space-between" gap={8} mb={8}>
        <Title order={2}>{t('brands.pages.title')}</Title>
        <Group gap={8}>
          {names.length > 1 && (
            <Select
              size="xs"
              w={150}
              aria-label={t('brands.pages.master')}
              allowDeselect={false}
              data={names}
              value={name}
              onChange={(value) => value && setName(value)}
            />
          )}
          <Select
            size="xs"
            w={220}
            aria-label={t('brands.pages.windowOf')}
            allowDeselect={false}
            value={envelope}
            data={[
              { value: 'none', label: t('brands.pages.noWindow') },
              ...letterForms.map((value) => ({ value, label: t(`brands.pages.form.${value}`) })),
            ]}
            onChange={(value) => setWindow((value ?? 'none') as LetterForm | 'none')}
          />
          <Button
            size="xs"
            variant="default"
            disabled={!writable || envelope === 'none'}
            onClick={() => envelope !== 'none' && setMaster(inForm(master, envelope))}
          >
            {t('brands.pages.apply')}
          </Button>
        </Group>
      </Group>
      <Group justify="space-between" gap={8} mb={8}>
        <Group gap={6}>
          <SegmentedControl
            size="xs"
            aria-label={t('brands.pages.kinds')}
            value={shown}
            onChange={(value) => {
              choose(undefined);
              setKind(value as Kind);
            }}
            data={there.map((value) => ({ value, label: t(`brands.pages.kind.${value}`) }))}
          />
          <PageKinds master={master} shown={shown} writable={writable} setMaster={setMaster} setKind={setKind} />
        </Group>
        <Button
          size="xs"
          variant={drawing ? 'filled' : 'default'}
          aria-pressed={drawing}
          disabled={!writable}
          leftSection={<IconSquarePlus size={14} aria-hidden />}
          onClick={() => setDrawing(!drawing)}
        >
          {t('brands.pages.draw')}
        </Button>
      </Group>
      <Canvas
        page={page}
        sheet={sheet}
        seen={seen}
        chosen={chosen}
        choose={choose}
        change={setPage}
        writable={writable}
        drawing={drawing}
        drawn={(rect) => {
          setDrawing(false);
          addFrame(rect);
        }}
        remove={remove}
      />
      <Text size="xs" c="dimmed" mt={6}>
        {t('brands.pages.keys')}
      </Text>
      <Remarks page={page} seen={seen} />
      <Numbers
        page={page}
        sheet={sheet}
        chosen={chosen}
        choose={choose}
        change={setPage}
        remove={remove}
        writable={writable}
        add={() => addFrame({ x: 25, y: 20, width: 60, height: 20 })}
      />
    </div>
  );
}

interface PageKindsProps {
  readonly master: PageMaster;
  readonly shown: Kind;
  readonly writable: boolean;
  readonly setMaster: (master: PageMaster) => void;
  readonly setKind: (kind: Kind) => void;
}

/** Adds a kind of page as a copy of the nearest, and takes one away; the first page always is. */
function PageKinds({ master, shown, writable, setMaster, setKind }: PageKindsProps) {
  const { t } = useTranslation();
  const missing = kinds.filter((kind) => master[kind] === undefined);
  return (
    <>
      {missing.length > 0 && (
        <Select
          size="xs"
          w={150}
          aria-label={t('brands.pages.addKind')}
          placeholder={t('brands.pages.addKind')}
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={!writable}
          value={null}
          data={missing.map((value) => ({ value, label: t(`brands.pages.kind.${value}`) }))}
          onChange={(value) => {
            if (value === null) return;
            setMaster({ ...master, [value]: value === 'only' ? master.first : (master.following ?? master.first) });
            setKind(value as Kind);
          }}
        />
      )}
      {shown !== 'first' && (
        <Tooltip label={t('brands.pages.removeKind')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={!writable}
            aria-label={t('brands.pages.removeKind')}
            onClick={() => {
              const { [shown]: _, ...rest } = master;
              setMaster(rest as PageMaster);
              setKind('first');
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
