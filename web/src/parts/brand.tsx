import { Link } from '@tanstack/react-router';

/** The horn and the name; leads home. */
export function Brand() {
  return (
    <Link to="/" className="brand">
      <img src="/posthorn.svg" alt="" width={28} height={28} />
      Posthorn
    </Link>
  );
}
