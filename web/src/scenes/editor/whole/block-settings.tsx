import { Stack, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Written } from '../model/areas.ts';
import { NamesField } from './names-field.tsx';

interface BlockSettingsProps {
  readonly block: Written;
  readonly set: (block: Written) => void;
}

/** What a block is called, and what templates give it. Owner and tags are said on its page. */
export function BlockSettings({ block, set }: BlockSettingsProps) {
  const { t } = useTranslation();
  const name = block.name as string | Readonly<Record<string, string>>;
  const { parameters, ...rest } = block as Written & { parameters?: readonly string[] };
  return (
    <Stack gap="sm">
      <NamesField names={name} languages={typeof name === 'string' ? [] : ['de', 'en']} set={(names) => set({ ...block, name: names })} />
      <TagsInput
        label={t('editor.whole.parameters')}
        description={t('editor.whole.parametersHint')}
        value={[...(parameters ?? [])]}
        onChange={(names) => {
          const valid = names.filter((one) => /^[A-Za-z_][A-Za-z0-9_]{0,59}$/.test(one));
          set((valid.length === 0 ? rest : { ...block, parameters: valid }) as Written);
        }}
      />
    </Stack>
  );
}
