/**
 * Shows what was written for a customer in a frame that may do nothing: no scripts, no forms, no same origin. The workplace's
 * content security policy holds in it too, so that remote pictures are not fetched and nobody learns who looked.
 */
export function SandboxedFrame({
  html,
  title,
  width,
  height = 720,
}: {
  readonly html: string;
  readonly title: string;
  readonly width?: number;
  readonly height?: number;
}) {
  return (
    <iframe
      title={title}
      sandbox=""
      srcDoc={html}
      className="paper"
      style={{ height, ...(width === undefined ? {} : { maxWidth: width, marginInline: 'auto' }) }}
    />
  );
}
