import type { BlockSummary } from '@posthorn/contract';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { namesAt } from '../model/places.ts';
import type { Content } from '../use-content.ts';
import { insertBlock, setAttributes } from '../writing/commands.ts';
import type { Host } from '../writing/host.ts';
import { type Passages, selectedPassages } from '../writing/passages-to-block.ts';
import { BlockSearch } from './block-search.tsx';
import { NewBlock } from './new-block.tsx';

interface BlockDialogsProps {
  readonly editor: Editor;
  readonly content: Content;
  readonly host: Host;
  readonly dialog: string | undefined;
  readonly language: string;
  readonly without: string | undefined;
  readonly close: () => void;
}

/** What authors do with blocks while they write: look for one, and make one of what is written. */
export const BlockDialogs = memo(function BlockDialogs({ editor, content, host, dialog, language, without, close }: BlockDialogsProps) {
  const put = async (block: BlockSummary) => {
    try {
      await content.takeBlock(block.id);
      close();
      putIn(editor, block);
      editor.view.focus();
      if (block.parameters.length > 0) host.inspect();
    } catch (error) {
      sayProblem(error);
    }
  };
  if (dialog === 'block') return <BlockSearch language={language} without={without} choose={(block) => void put(block)} close={close} />;
  if (dialog === 'newBlock') return <OfSelection editor={editor} content={content} language={language} close={close} />;
  return null;
});

function OfSelection({ editor, content, language, close }: Omit<BlockDialogsProps, 'dialog' | 'host' | 'without'>) {
  const { t } = useTranslation();
  // What was selected when it was asked for; the selection may be another by the time it is answered.
  const passages = useMemo<Passages | undefined>(() => selectedPassages(editor.state), [editor]);
  if (passages === undefined) {
    say(t('editor.blocks.nothingSelected'));
    close();
    return null;
  }
  const { languages = [language] } = editor.state.doc.attrs.rest as { readonly languages?: readonly string[] };
  return <NewBlock editor={editor} content={content} languages={languages} passages={passages} close={close} />;
}

/** A reference where the cursor is, or in the place of the reference that is selected. Parameters take the names around them. */
function putIn(editor: Editor, { id, parameters }: BlockSummary): void {
  const { state, view } = editor;
  const { selection } = state;
  const names = namesAt(state.doc, selection.from).map(({ name }) => name);
  const given = parameters.length === 0 ? {} : { with: Object.fromEntries(parameters.map((name) => [name, valueFor(name, names)])) };
  const before = selection instanceof NodeSelection ? selection.node.attrs.model : undefined;
  if (before?.type !== 'block') {
    insertBlock((schema) => schema.node('object', { model: { type: 'block', ref: id, ...given } }))(state, view.dispatch);
    return;
  }
  const { with: _, ...others } = before;
  setAttributes(selection.from, { model: { ...others, ref: id, ...given } })(state, view.dispatch);
}

/** A parameter that is called like a name around it means that; of others the author says what they are. */
const valueFor = (parameter: string, names: readonly string[]): string => (names.includes(parameter) ? parameter : "''");
