import { expect, it } from 'vitest';
import { exampleBundle } from '../../../../test/bundles.ts';
import { ScreenBrand } from '../../html/brand-css.ts';
import { brandSkeleton } from '../brand-skeleton.ts';
import { makeSkeleton } from './make-skeleton.ts';
import { SKELETON } from './skeleton.ts';

it('The skeleton of messages is what MJML makes of it', async () => {
  expect(SKELETON, 'run node engine/src/write/email/skeleton/publish-node.ts').toEqual(await makeSkeleton());
});

it('The skeleton has columns of any widths', () => {
  const { shell, pieces } = brandSkeleton(new ScreenBrand(exampleBundle('shop').brand), [[20, 30, 50]], undefined);
  const head = shell.filter((part) => typeof part === 'string').join('');
  for (const percent of [20, 30, 50]) expect(head.split(`.mj-column-per-${percent} { width:${percent}% !important`)).toHaveLength(3);
  const columns = pieces.columns.get('20 30 50') as string;
  expect(columns.match(/mj-column-per-\d+|vertical-align:top;width:\d+px|@@posthorn-text@@\d@@/g)).toEqual(
    [0, 1, 2].flatMap((i) => [
      `vertical-align:top;width:${[109, 163, 272][i]}px`,
      `mj-column-per-${[20, 30, 50][i]}`,
      `@@posthorn-text@@${i}@@`,
    ]),
  );
});

it('Nothing that a brand says takes the place of what a record says', () => {
  const { brand } = exampleBundle('shop');
  const mischief = { ...brand, sender: { ...brand.sender, organisation: '@@posthorn-body@@' } };
  const { shell } = brandSkeleton(new ScreenBrand(mischief), [], undefined);
  expect(shell.filter((part) => typeof part !== 'string' && part.slot === 'body')).toHaveLength(1);
});
