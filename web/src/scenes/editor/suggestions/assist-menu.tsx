import { Button, Menu, Text } from '@mantine/core';
import { type AssistantPurpose, api } from '@posthorn/contract';
import { IconArrowsDiagonalMinimize2, IconLanguage, IconNotes, IconSparkles, IconTextCaption } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useApi } from '../../../api/use-api.ts';
import { useMay, useSession } from '../../../app/session.ts';
import { say, sayProblem } from '../../../parts/notify.tsx';
import type { ContentKind } from '../use-draft.ts';
import { otherLanguage, passageAt, unveil, veil, wording } from './passage.ts';
import { propose } from './plugin.ts';

const purposes: readonly { readonly name: AssistantPurpose; readonly Icon: typeof IconNotes }[] = [
  { name: 'shorten', Icon: IconArrowsDiagonalMinimize2 },
  { name: 'plainer', Icon: IconTextCaption },
  { name: 'translate', Icon: IconLanguage },
  { name: 'draft', Icon: IconNotes },
];

interface AssistMenuProps {
  readonly editor: Editor;
  readonly kind: ContentKind;
  readonly id: string;
  /** Shows the proposals. */
  readonly shown: () => void;
}

/** Asks a language model for another wording of what is selected; it comes as a suggestion. Not there where none was configured. */
export function AssistMenu({ editor, kind, id, shown }: AssistMenuProps) {
  const { t } = useTranslation();
  const may = useMay('content:assist');
  const me = useSession().user;
  const [busy, setBusy] = useState(false);
  const state = useApi(api.assistant.state, {}, { enabled: may });
  if (!may || state.data?.on !== true) return null;
  const ask = async (purpose: AssistantPurpose) => {
    const { doc } = editor.state;
    const language = doc.attrs.language as string;
    const passage = passageAt(editor.state);
    if (passage === undefined) return say(t('editor.assist.noPassage'));
    const other = purpose === 'translate' ? otherLanguage(passage.block, language) : undefined;
    if (purpose === 'translate' && other === undefined) return say(t('editor.assist.noOtherLanguage'));
    const whole = other === undefined ? passage : { ...passage, from: 0, to: passage.block.content.size };
    const content = other?.content ?? passage.block.content.cut(passage.from, passage.to);
    const { text, things } = veil(content);
    if (text.trim() === '') return say(t('editor.assist.noPassage'));
    setBusy(true);
    try {
      const from = other === undefined ? {} : { from: other.language };
      const answer = await call(api.assistant.propose, { params: { kind, id }, body: { purpose, text, language, ...from } });
      const said = { by: me.name, byId: me.id, assistant: { purpose, model: answer.model } };
      const tr = propose(editor.state, wording(doc, whole, unveil(answer.text, things, content, editor.schema), said));
      if (tr === undefined) return say(t('editor.assist.changedMeanwhile'));
      editor.view.dispatch(tr);
      shown();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu width={320} position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={busy}
          leftSection={<IconSparkles size={16} aria-hidden />}
          onMouseDown={(event) => event.preventDefault()}
        >
          {t('editor.assist.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {purposes.map(({ name, Icon }) => (
          <Menu.Item key={name} leftSection={<Icon size={16} aria-hidden />} onClick={() => void ask(name)}>
            {t(`editor.assist.purpose.${name}`)}
            <Text size="xs" c="dimmed">
              {t(`editor.assist.hint.${name}`)}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Label>{t('editor.assist.sent', { model: state.data.model })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
