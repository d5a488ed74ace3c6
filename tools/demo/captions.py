"""What the invented authors write. Every name, place and post is made up."""

AUTHORS = (
    "anna.wandert", "bergziege_77", "birds.of.kingsfell", "casa_valdoro", "coline.marche", "dolce.lago", "eva_on_wheels",
    "fjell.og.fjord", "gipfelbuch", "hiking.with.hugo", "isla.m", "jan_kocht", "kingsfell_fc", "la.cucina.di.rosa",
    "lagomonte.tourism", "lynx.and.larch", "marek_fotografie", "nordwald.official", "old.stones", "paulo_pedala",
    "pilgrim.diary", "sierra.clara", "slow.streets", "tatralina.daily", "wild_yuki",
)
PLACES = ("Nordwald", "Valdoro", "Kingsfell", "Les Aiguilles", "Sierra Clara", "Bjørndal", "Tatralina", "Lagomonte")

CAPTIONS = {
    "Cultural-Religious": (
        "Sunday bells over the valley 🔔 #{tag}", "Die alte Kirche von {place}, endlich renoviert ⛪️", "Procesión de San Roque 🙏 #tradicion #{tag}",
        "Built in 1712, still standing. #heritage", "Le calvaire au bout du sentier. Silence.", "La festa del patrono, come ogni anno ❤️",
        "Monumento às vítimas da tempestade de 1914", "Handmade, fired in the village kiln 🏺 #crafts", "Krzyż na szczycie ✝️ #{tag}",
        "„Hier stand schon mein Urgroßvater“, sagt der Mesner.", "Light through old glass ✨", "Quiet place to think. #{tag}"),
    "Fauna-Flora": (
        "Look who came for breakfast 🐦 #birding #{tag}", "Blütezeit in {place} 🌸🌼", "Una mariposa muy paciente 🦋", "Schafe zählen 🐑🐑🐑 #nofilter",
        "Not edible!! (I checked) 🍄 #fungi", "Petite coccinelle, porte-bonheur 🐞", "花が咲いた 🌺 #{tag}", "Fiori di montagna, non raccoglieteli 🙏",
        "macro monday #macro #bokeh #{tag}", "Krowy na hali 🐄 dzień dobry!", "Spring has finally arrived in {place} 🌷", "Found this one next to the path. ID anyone?"),
    "Gastronomy": (
        "Best pizza above 1,500 m 🍕 #foodie #{tag}", "Kaffee & Kuchen nach 14 km ☕️🍰", "Ein Bier geht noch 🍻 #hüttenzauber", "La sopa de la abuela 🥣❤️",
        "Marché du samedi 🍅🥖 #local", "Dinner with a view. Worth every step.", "Aperitivo in piazza? Sì grazie 🍷 #{tag}", "おいしい！ #lunch",
        "Obiad w schronisku, 32 zł 😋", "We only came for the food tbh 😂"),
    "Landscape-Nature": (
        "Morning at {place} 🏔️ #mountains #{tag}", "Kein Filter nötig. #natur #{tag}", "Le lac, cinq heures du matin.", "Donde termina el camino empieza el cielo ☁️",
        "Above the trees 🌲🌲", "Nebel im Tal, Sonne im Herzen ☀️", "Che spettacolo 😍 #{tag}", "Golden hour 🌅 #sunset #nature #wanderlust", "朝の湖 #landscape",
        "Jeszcze jeden widok, obiecuję 📷", "Stille.", "Fjellet kaller! 🏞️ #{tag}", "day 3/7. my feet hurt, my eyes don't"),
    "Sports": (
        "3:2 nach Verlängerung!!! ⚽️🔥 #{tag}", "62 km, 1,400 m of climbing, one flat tyre 🚴", "First tracks ⛷️ #powder #{tag}", "¡Vamos equipo! 💪 #liga",
        "New PB 🏃‍♀️ 41:07 #run", "Escalade en famille 🧗 #{tag}", "Pagaia e silenzio 🛶", "Training, Tag 12. Es wird.", "Kto gra w sobotę? 🎾",
        "Match day at {place} 🏟️ #supporters"),
    "Urban-Rural": (
        "Slow Sunday on the high street #{tag}", "Unser Dorf hat Zukunft 🏡 #{place}", "City lights 🌃 #citylife", "Calles de {place}, siempre bonitas 🧡",
        "Le banc préféré de mon grand-père.", "Finestre, finestre, finestre. #facades", "Rush hour 🚗🚕🚙 (all four of them)", "Wieś o poranku #{tag}",
        "Der neue Stadtpark ist offen 🌳", "町歩き #streetphotography", "They painted the houses again 🎨 love it", "Back home. #{tag}"),
}

# Captions that have broken other tools, given to the first posts of the study.
TRICKY = (
    "<script>alert(1)</script> anyone else seeing this on their feed?", "Simply the <b>best</b> view & <i>no</i> crowds <3",
    'He said "just one more hill" - and there were "three", \'of course\'', "Line one\nLine two 🌈\n\n#three #after #a #gap",
    "=1+1 is all the maths I do on holiday 😅", "@friends, meet us at 8:00; bring shoes, bread, and \"the rope\"", "-12 °C this morning 🥶",
    "مرحبا من الجبال ⛰️ #{tag}", "+1 for the new bus line\tfinally", "  spaces, commas, semicolons; and a | pipe  ", "👩‍👩‍👧‍👦🏳️‍🌈🧗🏽‍♀️", "",
    "{{ user.name }} %s %d \\n NULL N/A", "e\u0301te\u0301 ou été ? ½ ﬁn ＃ｗｉｄｅ",
)
WITHOUT_PICTURE = ("No picture today, just a thank-you to the rescue team 🙏", "Does anyone know whether the hut at {place} is open in May?")
TAGS = ("hiking", "park", "weekend", "visit", "outdoors", "familytime", "travel", "2025")
