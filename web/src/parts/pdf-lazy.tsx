import { lazy, Suspense } from 'react';
import { Outline } from './loaded.tsx';

const PdfView = lazy(() => import('./pdf-view.tsx'));

/** The PDF viewer, loaded when the first PDF is looked at. */
export function Pdf({ address, name }: { readonly address: string; readonly name: string }) {
  return (
    <Suspense fallback={<Outline height={560} />}>
      <PdfView address={address} name={name} />
    </Suspense>
  );
}
