import { Anchor, Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A button that leads somewhere. */
export const LinkButton = createLink(Button<'a'>);

/** A link within the workplace. */
export const TextLink = createLink(Anchor<'a'>);
