/**
 * Needs in Chinese and abstracts in English, all made up for measuring: the abstract at a place answers the need there.
 * They were written from the subject, not from the list of terms, so some words of each pair stand in no list.
 */
export const BILINGUAL_PAIRS: readonly {
  readonly need: readonly [title: string, content: string];
  readonly abstract: readonly [title: string, content: string];
}[] = [
  {
    need: ["矿用永磁同步电机低速控制", "现有电机在低速重载时转矩脉动大，希望改进控制算法，并提高防爆外壳的散热。"],
    abstract: [
      "Torque ripple suppression of PMSM drives at low speed",
      "A sensorless control scheme for permanent magnet synchronous motors is presented. Torque ripple at low speed falls by half.",
    ],
  },
  {
    need: ["盐湖卤水提锂纳滤膜", "镁锂比高，现有纳滤膜选择性差，通量衰减快，要求稳定运行两千小时。"],
    abstract: [
      "Positively charged nanofiltration membranes for lithium extraction",
      "Membranes with high Mg/Li selectivity were made by interfacial polymerization and kept their flux in brine.",
    ],
  },
  {
    need: ["钛合金零件激光增材制造变形控制", "薄壁件成形后翘曲，需要工艺参数优化和残余应力预测。"],
    abstract: [
      "Residual stress prediction in selective laser melting of titanium alloy parts",
      "A finite element model of additive manufacturing predicts distortion of thin walls.",
    ],
  },
  {
    need: ["母乳低聚糖发酵产率提升", "大肠杆菌底盘菌株产率低，希望通过代谢工程改造提高产量。"],
    abstract: [
      "High-titer production of human milk oligosaccharides",
      "Metabolic engineering of Escherichia coli raised the yield of 2'-fucosyllactose in fed-batch fermentation.",
    ],
  },
  {
    need: ["碳化硅功率器件封装散热", "模块结温高，烧结银连接层开裂，需要新的封装结构。"],
    abstract: [
      "Double-sided cooling for SiC power devices",
      "Sintered silver joints and a planar package lower the junction temperature of silicon carbide modules.",
    ],
  },
  {
    need: ["锂离子电池热失控预警", "储能电站需要提前发现热失控，误报率低于百分之一。"],
    abstract: [
      "Early warning of thermal runaway in lithium-ion batteries",
      "Gas sensors and a recurrent model detect venting minutes before thermal runaway in energy storage stations.",
    ],
  },
  {
    need: ["焊缝表面缺陷在线检测", "人工目检漏检多，希望用机器视觉和深度学习识别气孔和咬边。"],
    abstract: [
      "Deep learning for weld seam inspection",
      "A convolutional neural network finds porosity and undercut as surface defects in images from a line camera.",
    ],
  },
  {
    need: ["高盐废水零排放", "蒸发结晶能耗高，杂盐成为危险废物，要求分盐并资源化利用。"],
    abstract: [
      "Selective salt crystallization from saline wastewater",
      "Mixed salts are separated into products instead of hazardous waste, with less energy than evaporation.",
    ],
  },
  {
    need: ["轴承剩余寿命预测", "风力发电机主轴轴承频繁失效，希望依据振动信号做故障诊断和寿命预测。"],
    abstract: [
      "Remaining useful life estimation of wind turbine bearings",
      "Vibration features and transfer learning give fault diagnosis and life prediction across machines.",
    ],
  },
  {
    need: ["冷挤压模具寿命提升", "模具早期开裂，希望改进表面强化涂层和热处理工艺。"],
    abstract: [
      "Coatings that extend the life of cold extrusion dies",
      "Heat treatment followed by a PVD coating delays cracking of dies in cold extrusion.",
    ],
  },
  {
    need: ["钙钛矿太阳能电池稳定性", "组件在湿热条件下效率衰减快，需要封装和界面钝化方案。"],
    abstract: [
      "Stable perovskite solar cells by interface passivation",
      "Encapsulated modules keep 95 % of their efficiency after damp heat.",
    ],
  },
  {
    need: ["水泥基材料固废利用", "粉煤灰和赤泥掺量低，早期强度不足，希望开发低碳混凝土。"],
    abstract: [
      "Low-carbon concrete with red mud and fly ash",
      "Alkali activation gives early strength at high contents of solid waste.",
    ],
  },
  {
    need: ["车载毫米波雷达天线小型化", "现有天线增益低，希望提高角分辨率。"],
    abstract: [
      "Compact antenna arrays for automotive millimeter-wave radar",
      "Sparse arrays raise the angular resolution of radar at 77 GHz.",
    ],
  },
  {
    need: ["质子交换膜燃料电池催化剂", "铂用量高，膜电极寿命短，要求降低贵金属载量。"],
    abstract: [
      "Low-platinum catalysts for proton exchange membrane fuel cells",
      "Alloy catalysts in the membrane electrode assembly reach 20,000 hours.",
    ],
  },
  {
    need: ["协作机器人谐波减速器精度", "回差大，齿形磨损快，希望延长疲劳寿命。"],
    abstract: [
      "Tooth profile design of harmonic drives for collaborative robots",
      "A new profile lowers backlash and wear and lengthens fatigue life.",
    ],
  },
  {
    need: ["土壤重金属污染修复", "农田镉超标，需要稳定化材料，不影响水稻产量。"],
    abstract: [
      "Soil remediation of cadmium with modified biochar",
      "Amendments immobilize heavy metals in paddy fields and keep rice yield.",
    ],
  },
  {
    need: ["可降解塑料包装材料阻隔性", "聚乳酸薄膜阻氧差，希望用于食品保鲜。"],
    abstract: [
      "Barrier films of polylactic acid for food packaging",
      "Nanoclay layers lower oxygen permeability of the biodegradable plastic.",
    ],
  },
  {
    need: ["医学影像辅助诊断", "磁共振图像分割依赖医生手工勾画，希望自动分割肿瘤。"],
    abstract: [
      "Automatic tumor segmentation in magnetic resonance imaging",
      "A neural network with few labels segments lesions in medical images.",
    ],
  },
  {
    need: ["隧道盾构刀具磨损监测", "换刀时机靠经验，希望用传感器在线监测。"],
    abstract: [
      "Online wear sensing of disc cutters in shield tunneling",
      "Embedded sensors report cutter wear of tunnel boring machines.",
    ],
  },
  {
    need: ["印染废水脱色", "染料残留多，膜污染严重，希望用光催化降解。"],
    abstract: [
      "Photocatalytic degradation of dyes",
      "Membrane reactors with photocatalysts treat wastewater from dyeing and printing.",
    ],
  },
];
