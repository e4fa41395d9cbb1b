import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrandDraft } from '../use-brand-draft.ts';
import { isColour } from './contrast.ts';
import { ContrastTable } from './contrast-table.tsx';
import { recolour, usesOfColour } from './pairs.ts';

/** The palette, and how well texts can be read on what they stand on. */
export function ColoursPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand, change, writable } = draft;
  const remove = (name: string) => {
    const { [name]: _, ...colors } = brand.colors;
    change({ ...brand, colors });
  };
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} mb={4}>
          {t('brands.colours.palette')}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t('brands.colours.paletteText')}
        </Text>
        <Stack gap={6}>
          {Object.entries(brand.colors).map(([name, value]) => (
            <Group key={name} gap={8} wrap="nowrap" align="center">
              <Text size="sm" fw={550} w={92} miw={0} className="bd-word">
                {name}
              </Text>
              <ColourField
                label={t('brands.colours.value', { name })}
                value={value}
                disabled={!writable}
                change={(next) => change(recolour(brand, name, next), `colour ${name}`)}
              />
              <Text size="xs" c="dimmed" style={{ flex: 1, minWidth: 0 }}>
                {t('brands.colours.uses', { count: usesOfColour(brand, value) })}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={!writable}
                aria-label={t('actions.remove', { what: name })}
                onClick={() => remove(name)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
        {writable && (
          <AddColour
            taken={Object.keys(brand.colors)}
            add={(name) => change({ ...brand, colors: { ...brand.colors, [name]: '#336688' } })}
          />
        )}
      </div>
      <ContrastTable draft={draft} />
    </Stack>
  );
}

interface ColourFieldProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly change: (value: string) => void;
}

/** A colour by picker or by its value; what is no colour yet changes nothing. */
export function ColourField({ label, value, disabled, change }: ColourFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const take = (next: string) => {
    if (isColour(next) && next.toLowerCase() !== value.toLowerCase()) change(next.toLowerCase());
  };
  return (
    <TextInput
      size="xs"
      w={132}
      style={{ flex: 'none' }}
      aria-label={label}
      disabled={disabled}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        take(event.currentTarget.value);
      }}
      onBlur={() => setTyped(undefined)}
      leftSection={
        <input
          type="color"
          className="bd-picker"
          aria-label={`${label}: ${t('brands.colours.pick')}`}
          disabled={disabled}
          value={value}
          onChange={(event) => take(event.currentTarget.value)}
        />
      }
    />
  );
}

function AddColour({ taken, add }: { readonly taken: readonly string[]; readonly add: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const possible = /^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(wanted) && !taken.includes(wanted);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!possible) return;
        add(wanted);
        setName('');
      }}
    >
      <Group gap={8} mt={10}>
        <TextInput
          size="xs"
          w={180}
          aria-label={t('brands.colours.newName')}
          placeholder={t('brands.colours.newName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!possible}>
          {t('brands.colours.add')}
        </Button>
      </Group>
    </form>
  );
}
