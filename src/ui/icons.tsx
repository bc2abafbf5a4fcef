/** The icons of kinds and of health, by the names that data uses. */
import {
  Box,
  Building2,
  Cloud,
  Cog,
  Database,
  Globe,
  Inbox,
  Layers,
  Map as MapIcon,
  Server,
  ShieldCheck,
  Split,
  Users,
  Zap,
  CircleCheck,
  CircleX,
  HeartPulse,
  Hourglass,
  TriangleAlert,
  type LucideIcon,
  type LucideProps,
} from 'lucide-react'
import type { Look } from '../catalog/kind.ts'
import type { Health } from '../simulation/reading.ts'

const kindIcons = {
  users: Users,
  globe: Globe,
  shield: ShieldCheck,
  split: Split,
  server: Server,
  bolt: Zap,
  cloud: Cloud,
  database: Database,
  inbox: Inbox,
  cog: Cog,
  map: MapIcon,
  building: Building2,
  layers: Layers,
  box: Box,
} satisfies Record<Look['icon'], LucideIcon>

const healthIcons = {
  healthy: CircleCheck,
  slow: Hourglass,
  failing: TriangleAlert,
  down: CircleX,
  recovering: HeartPulse,
} satisfies Record<Health, LucideIcon>

export function KindIcon({ icon, ...rest }: LucideProps & { icon: Look['icon'] }) {
  const Icon = kindIcons[icon]
  return <Icon size={20} strokeWidth={1.5} aria-hidden {...rest} />
}

export function HealthIcon({ health, ...rest }: LucideProps & { health: Health }) {
  const Icon = healthIcons[health]
  return <Icon size={14} strokeWidth={2} aria-hidden {...rest} />
}
