import { agriculturalMachinery } from "./agricultural-machinery.ts";
import { automotive } from "./automotive.ts";
import { batteries } from "./batteries.ts";
import { biomanufacturing } from "./biomanufacturing.ts";
import { environment } from "./environment.ts";
import { foodProcessing } from "./food-processing.ts";
import { hydrogen } from "./hydrogen.ts";
import { industrialAi } from "./industrial-ai.ts";
import { machineTools } from "./machine-tools.ts";
import { medicalDevices } from "./medical-devices.ts";
import { pharmaceuticals } from "./pharmaceuticals.ts";
import { photovoltaics } from "./photovoltaics.ts";
import { polymers } from "./polymers.ts";
import { semiconductor } from "./semiconductor.ts";
import { sensors } from "./sensors.ts";
import { shipbuilding } from "./shipbuilding.ts";
import { specialSteel } from "./special-steel.ts";
import { textiles } from "./textiles.ts";
import type { Field } from "./vocabulary.ts";

export const FIELDS: readonly Field[] = [
  biomanufacturing,
  foodProcessing,
  semiconductor,
  sensors,
  industrialAi,
  machineTools,
  specialSteel,
  automotive,
  shipbuilding,
  agriculturalMachinery,
  batteries,
  photovoltaics,
  hydrogen,
  environment,
  polymers,
  textiles,
  pharmaceuticals,
  medicalDevices,
];
