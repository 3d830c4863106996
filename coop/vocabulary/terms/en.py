"""English terms of the topics."""

TERMS: dict[str, tuple[str, ...]] = {
    "scope": ("scope of application", "for the purposes of this agreement"),
    "competent-authority": ("competent authorit*", "responsible authorit*", "designated authorit*"),
    "joint-commission": (
        *("joint commission*", "joint committee*", "mixed commission*", "standing committee*"),
        "joint working group*",
    ),
    "information-exchange": (
        *("exchange* of information", "exchange information", "inform each other"),
        "inform one another",
    ),
    "final-clauses": (
        *("entry into force", "enter* into force", "come* into force", "remain* in force"),
        *("denunciation", "denounce*", "tacit renewal", "settlement of disputes"),
        *("period of validity", "terminat* this agreement", "termination"),
    ),
    "joint-production": (
        *("joint production*", "joint film production*", "joint films", "film co production*"),
        *("co production* of", "co produce films", "jointly produce*", "production of joint films"),
    ),
    "joint-projects": (
        *("joint project*", "joint film project*", "joint cinema project*", "common project*"),
    ),
    "project-support": (
        *("support for project*", "support of project*", "support* film project*"),
        *(
            "project support",
            "production support",
            "support for film*",
            "support for co production*",
        ),
    ),
    "approval-procedure": (
        *("approval procedure*", "application* for approval", "co production status"),
        *("provisional approval", "final approval", "approval of project*", "rules of procedure"),
    ),
    "national-treatment": (
        *("national treatment", "regarded as national", "treated as national"),
        *("considered national", "considered as national", "deemed to be national"),
        *("benefits granted to national", "benefits accorded to national"),
    ),
    "qualifying-co-producer": ("qualif* of co producer*", "qualif* of the co producer*"),
    "financial-share": (
        *("financial share*", "financial contribution*", "financial participation*"),
        *("minimum share*", "minimum contribution*", "total production cost*", "total cost*"),
        *("minority co producer*", "majority co producer*"),
    ),
    "creative-technical-contribution": (
        *("creative contribution*", "artistic and technical", "technical and artistic"),
        *("technical and creative", "creative and technical"),
    ),
    "financial-only-participation": (
        *("financial only", "purely financial", "exclusively financial", "limited to a financial"),
        "financial co production*",
    ),
    "third-country-co-producer": ("third countr*", "third state*", "third party co producer*"),
    "personnel": (
        *("technical personnel", "creative personnel", "actors and technicians"),
        *("technicians and performers", "performers and technicians", "nationals of"),
    ),
    "shooting-location": (
        *("location shooting", "studio shooting", "live action shooting", "exterior shooting"),
        *("place of shooting", "shot in the territory"),
    ),
    "laboratory-post-production": ("post production", "laborator*", "film processing"),
    "language-dubbing": (
        *("original sound track*", "original soundtrack*", "original version*"),
        *("dubbed or subtitled", "dubbed version*"),
    ),
    "ownership-of-materials": (
        *("original negative*", "co owner*", "joint owner*", "master cop*", "negative*"),
    ),
    "revenue-sharing": (
        *("revenue sharing", "sharing of revenue*", "division of revenue*"),
        *("sharing of receipts", "division of receipts", "allocation of receipts"),
    ),
    "credits": ("credit titles", "opening credits", "film credits", "credits of the film"),
    "balance": ("general balance", "overall balance", "balance* contribution*"),
    "twinning": ("twinning", "twinned", "twin film*", "paired project*"),
    "location-access": (
        *("locations", "filming location*", "shooting location*", "filming permit*"),
        *("shooting permit*", "location permit*", "filming procedure*"),
    ),
    "technical-facilities": (
        *("studios", "film studio*", "studio facilit*", "technical facilit*"),
        *("production facilit*", "technical service*", "studios and technical facilit*"),
    ),
    "entry-and-stay": (
        *("entry and stay", "entry and residence", "work permit*", "residence permit*", "visa*"),
        "enter and remain",
    ),
    "temporary-import": (
        *("temporary import*", "temporarily import*", "temporary admission", "re export*"),
        *("import* of equipment", "import* of film equipment", "equipment may be imported"),
        "customs dut*",
    ),
    "currency-transfer": ("transfer of currenc*", "transfer of funds", "foreign exchange"),
    "incentives": (
        *("incentive*", "cash rebate*", "tax rebate*", "tax relief*", "tax credit*"),
        "tax exemption*",
    ),
    "film-tourism": ("film tourism", "cinema tourism", "screen tourism"),
    "film-exchange": (
        *("exchange* of films", "film exchange*", "exchange films", "distribution of films"),
        *("film distribution", "circulation of films", "screenings of films"),
    ),
    "markets": (
        *("film market*", "international market*", "regional market*", "access to market*"),
        "regional and international market*",
    ),
    "export-quota": ("quota*", "export* of the film*", "export of co production*"),
    "festival-entry": (
        *("presented at international festival*", "presented at festival*", "festival entr*"),
        *("entered in festival*", "shown at international festival*"),
    ),
    "festival-cooperation": (
        *("invitation* to festival*", "invitation* to film festival*", "invited to festival*"),
        *("cooperation between festival*", "cooperation of festival*", "festival cooperation"),
        *(
            "participation in festival*",
            "participation in film festival*",
            "take part in festival*",
        ),
        *("invited to the * festival*", "invited to the * * festival*"),
    ),
    "film-weeks": (
        *("film week*", "cinema week*", "week* of * film*", "week* of * cinema", "film days"),
        *("days of * cinema", "cinema days", "week* of film*", "week* of cinema"),
    ),
    "industry-events": (
        *("industry event*", "industry forum*", "industry meeting*", "industry day*"),
        *("professional forum*", "co production forum*", "co production market*", "pitching"),
    ),
    "translation-dubbing": (
        *("dubbing", "subtitling", "translation and dubbing", "dubbing and subtitling"),
        *("translation of films", "voice over"),
    ),
    "mobility": (
        *("academic mobility", "professional mobility", "academic and professional mobility"),
        "mobility of",
    ),
    "training": (
        *("training course*", "joint training", "joint training course*", "training program*"),
        *("vocational training", "professional training", "internship*", "retraining"),
        *("advanced training", "film education", "training of film"),
    ),
    "workshops": ("workshop*", "seminar*", "master class*", "masterclass*", "round table*"),
    "lecturer-student-exchange": (
        *("exchange* of lecturers", "exchange* of students", "exchange* of teachers"),
        *("exchange* of lecturers and students", "exchange* of teachers and students"),
        *("lecturers and students", "teachers and students", "student exchange*"),
    ),
    "specialist-exchange": (
        *("exchange* of specialists", "exchange* of experts", "exchange* of professionals"),
        "exchange* of film professionals",
    ),
    "specialist-crews": (
        *("specialist crew*", "specialised crew*", "specialized crew*", "skilled crew*"),
        "technical crew*",
    ),
    "creative-experience-exchange": (
        *("exchange* of experience*", "exchange* of creative", "creative exchange*"),
        *("sharing of experience*", "share experience*", "exchange of best practice*"),
    ),
    "technological-cooperation": (
        *("technological cooperation", "technology cooperation", "transfer of technolog*"),
        "film technolog*",
    ),
    "archives-restoration": (
        *("film archive*", "archives", "restoration", "restore*", "film heritage"),
        *("digitisation", "digitization", "preservation of films", "cinematographic heritage"),
    ),
    "shared-narratives": (
        *("shared histor*", "shared narrative*", "shared stor*", "shared * narrative*"),
        *("shared * and * narrative*", "common histor*", "common past"),
    ),
    "priority-themes": (
        *("priority theme*", "priority topic*", "priority subject*", "special attention"),
        "particular attention",
    ),
    "cultural-ties": (
        *("cultural ties", "ties between peoples", "ties between the peoples", "human ties"),
        *("friendship between peoples", "friendship between the peoples", "people to people"),
        *("cultural bonds", "humanitarian ties", "rapprochement"),
    ),
    "heritage": (
        *("cultural heritage", "musical heritage", "historical heritage", "national heritage"),
        "intangible heritage",
    ),
    "cultural-dialogue": (
        *("cultural dialogue", "intercultural dialogue", "dialogue between cultures"),
        *("dialogue of cultures", "mutual understanding"),
    ),
    "anti-piracy": ("piracy", "anti piracy", "unlawful copying", "illegal copying"),
    "intellectual-property": (
        *("intellectual property", "copyright*", "neighbouring rights", "related rights"),
    ),
    "joint-fund": ("joint fund*", "joint * fund*", "common fund*", "co production fund*"),
    "access-to-financing": (
        *("access to financ*", "access to fund*", "sources of financ*", "sources of fund*"),
    ),
}
