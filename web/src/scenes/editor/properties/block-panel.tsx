import { Button, Group, Text } from '@mantine/core';
import type { Block, Node } from '@posthorn/engine';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../../parts/confirm.tsx';
import { detach, isDetachable } from '../writing/passages-to-block.ts';
import { wordsOf } from '../writing/views/frame-views.ts';
import { ExpressionField } from './parts.tsx';
import type { PanelProps } from './properties.tsx';

/** A reference to a block: which one, what it is given, and the way out of it. */
export function BlockPanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change, host, editor, pos } = panel;
  const ask = useAsk();
  const ref = String(fields.ref);
  const block = host.block(ref);
  const given = (fields.with ?? {}) as { readonly [parameter: string]: string };
  const name = block === undefined ? ref : wordsOf(block.name, editor.state.doc.attrs.language);
  const part = async () => {
    const text = t('editor.blocks.detachHint');
    if ((await ask({ title: t('editor.blocks.detachTitle', { name }), text, deed: t('editor.blocks.detachDeed') })) === undefined) return;
    detach(pos, block as Block)(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const mayDetach = block !== undefined && isDetachable(fields as unknown as Node, block);
  return (
    <>
      <Text size="sm">{name}</Text>
      {block?.parameters?.map((parameter) => (
        <ExpressionField
          key={parameter}
          panel={panel}
          label={t('editor.blocks.parameter', { name: parameter })}
          value={given[parameter] ?? ''}
          set={(value) => change({ with: { ...given, [parameter]: value ?? '' } })}
        />
      ))}
      <Group gap={6}>
        <Button size="compact-xs" variant="default" onClick={() => host.openBlock(ref)}>
          {t('editor.block.open')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => host.chooseBlock()}>
          {t('editor.blocks.another')}
        </Button>
        <Button size="compact-xs" variant="default" disabled={!mayDetach} onClick={() => void part()}>
          {t('editor.blocks.detach')}
        </Button>
      </Group>
      {block !== undefined && !mayDetach && (
        <Text size="xs" c="dimmed">
          {t('editor.blocks.notDetachable')}
        </Text>
      )}
    </>
  );
}
