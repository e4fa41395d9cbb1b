import type { Session } from '@posthorn/contract';
import {
  IconChecklist,
  IconClockPause,
  type IconFileText,
  IconGavel,
  IconHome,
  IconInbox,
  IconMail,
  IconMailCheck,
  IconMailOff,
  IconPalette,
  IconPlayerPlay,
  IconPuzzle,
  IconSend,
  IconSettings,
  IconShieldLock,
  IconSpeakerphone,
  IconTemplate,
  IconTrafficLights,
  IconUsers,
  IconZoomExclamation,
} from '@tabler/icons-react';

/** One door of the workplace: shown to whom it is of use. */
export interface Door {
  readonly name:
    | 'home'
    | 'runs'
    | 'communications'
    | 'customers'
    | 'returnedLetters'
    | 'quarantine'
    | 'templates'
    | 'blocks'
    | 'brands'
    | 'reviews'
    | 'duties'
    | 'personalData'
    | 'contactPolicy'
    | 'waitingRoom'
    | 'channels'
    | 'deliverability'
    | 'campaigns'
    | 'catcher'
    | 'administration';
  readonly to: string;
  readonly icon: typeof IconFileText;
  /** Any of these permissions opens it; none needed when empty. */
  readonly needs: readonly string[];
  readonly demonstrationOnly?: boolean;
}

const doors: readonly Door[] = [
  { name: 'home', to: '/', icon: IconHome, needs: [] },
  { name: 'runs', to: '/runs', icon: IconPlayerPlay, needs: ['runs:read'] },
  { name: 'communications', to: '/communications', icon: IconMail, needs: ['communications:read'] },
  { name: 'customers', to: '/customers', icon: IconUsers, needs: ['customers:read'] },
  { name: 'returnedLetters', to: '/returned-letters', icon: IconMailOff, needs: ['deliveries:returned'] },
  { name: 'quarantine', to: '/quarantine', icon: IconZoomExclamation, needs: ['imports:read'] },
  { name: 'templates', to: '/templates', icon: IconTemplate, needs: ['content:read'] },
  { name: 'blocks', to: '/blocks', icon: IconPuzzle, needs: ['content:read'] },
  { name: 'brands', to: '/brands', icon: IconPalette, needs: ['content:read'] },
  { name: 'reviews', to: '/reviews', icon: IconChecklist, needs: ['content:read'] },
  { name: 'duties', to: '/duties', icon: IconGavel, needs: ['content:read'] },
  { name: 'personalData', to: '/personal-data', icon: IconShieldLock, needs: ['content:read'] },
  { name: 'contactPolicy', to: '/contact-policy', icon: IconTrafficLights, needs: ['contact-policy:read'] },
  { name: 'waitingRoom', to: '/waiting-room', icon: IconClockPause, needs: ['waiting-room:read'] },
  { name: 'channels', to: '/channels', icon: IconSend, needs: ['channels:read'] },
  { name: 'deliverability', to: '/deliverability/board', icon: IconMailCheck, needs: ['sending:read'] },
  { name: 'campaigns', to: '/campaigns', icon: IconSpeakerphone, needs: ['campaigns:read'] },
  { name: 'catcher', to: '/catcher', icon: IconInbox, needs: ['communications:read'], demonstrationOnly: true },
  {
    name: 'administration',
    to: '/administration/users',
    icon: IconSettings,
    needs: ['users:read', 'keys:read', 'audit:read', 'webhooks:read'],
  },
];

/** The doors that this person sees. */
export function doorsFor(session: Pick<Session, 'permissions' | 'demonstration'>): readonly Door[] {
  const may = new Set(session.permissions);
  return doors.filter((door) => {
    if (door.demonstrationOnly && !session.demonstration) return false;
    return door.needs.length === 0 || door.needs.some((permission) => may.has(permission));
  });
}
