import { ActionIcon, Autocomplete, Button, Fieldset, Group, NumberInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';

type Targets = Readonly<Record<string, number>>;

interface ClassTargetsProps {
  readonly targets: Targets;
  /** What holds for all other classes. */
  readonly usual: number;
  readonly most: number;
  readonly writable: boolean;
  readonly set: (targets: Targets) => void;
}

/** Other targets for classes of templates: a contract may be harder to read than a reminder. */
export function ClassTargets({ targets, usual, most, writable, set }: ClassTargetsProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const classes = useApi(api.reviews.stages, {});
  const known = (classes.data?.rows ?? [])
    .map((row) => row.class)
    .filter((one) => one !== 'block' && one !== 'brand' && !Object.hasOwn(targets, one));
  const add = () => {
    set({ ...targets, [name.trim()]: usual });
    setName('');
  };
  return (
    <Fieldset legend={t('brands.voice.targets')}>
      {Object.entries(targets).map(([templateClass, target]) => (
        <Group key={templateClass} gap={8} mb={6} align="flex-end" wrap="nowrap">
          <NumberInput
            flex={1}
            label={templateClass}
            disabled={!writable}
            min={1}
            max={most}
            step={0.5}
            decimalScale={1}
            value={target}
            onChange={(value) => typeof value === 'number' && value >= 1 && value <= most && set({ ...targets, [templateClass]: value })}
          />
          <ActionIcon
            size={36}
            variant="default"
            disabled={!writable}
            aria-label={t('actions.remove', { what: templateClass })}
            onClick={() => set(Object.fromEntries(Object.entries(targets).filter(([one]) => one !== templateClass)))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={8} align="flex-end" wrap="nowrap">
        <Autocomplete flex={1} label={t('duties.class')} disabled={!writable} maxLength={60} data={known} value={name} onChange={setName} />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={!writable || name.trim() === '' || Object.hasOwn(targets, name.trim())}
          onClick={add}
        >
          {t('brands.voice.addTarget')}
        </Button>
      </Group>
    </Fieldset>
  );
}
