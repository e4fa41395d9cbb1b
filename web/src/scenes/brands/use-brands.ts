import { api } from '@posthorn/contract';
import { useApiPages } from '../../api/use-api.ts';

/** Brands that templates can be in: those of which a version was pushed or released. */
export function useUsableBrands(): readonly { readonly id: string; readonly name: string }[] {
  const { rows } = useApiPages(api.brands.list, { query: {} }, 200);
  return rows.filter(({ version }) => version !== undefined);
}
